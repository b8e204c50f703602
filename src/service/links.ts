import type { Span } from '../compiler/diagnostics/diagnostic.ts';
import type { PresentFiles } from './check-data.ts';
import type { Snapshot } from './snapshot.ts';
import { everyNode, nodesAt, type TreeNode } from './tree.ts';
import { settingsIn } from './written.ts';

/** A text of a spec that names a file which is there. */
export interface FileLink {
  /** The text between the quotes. */
  readonly span: Span;
  /** Relative to the data root, or absolute, as the spec has it: several where `{split}` stands for several names. */
  readonly paths: readonly [string, ...string[]];
}

/** Every file that a spec reads, where it is named and is there: tables, arrays, word vectors. A spec need not be complete for it. */
export function linksOf(snapshot: Snapshot, files: Pick<PresentFiles, 'has'>): readonly FileLink[] {
  const { tree, text } = snapshot;
  return [...everyNode(tree.elements)].flatMap((node): FileLink[] => {
    if (!('kind' in node) || node.kind !== 'string' || node.value === '') return [];
    const { start, end, file } = node.span;
    const isQuoted = text[start] === '"' && text[end - 1] === '"';
    const around = nodesAt(tree.elements, start + 1);
    const setting = settingsIn(around).find(({ value }) => value === node);
    const isFile = setting?.parameter.type === 'text' && setting.parameter.isFile === true;
    if (!isQuoted || !isFile) return [];
    const [first, ...others] = pathsOf(node.value, around, snapshot).filter(files.has);
    return first === undefined ? [] : [{ span: { file, start: start + 1, end: end - 1 }, paths: [first, ...others] }];
  });
}

/** The paths that a text stands for: with `{split}` one for each name by which the data set around it is split. */
function pathsOf(path: string, [block]: readonly TreeNode[], { parts }: Snapshot): readonly string[] {
  if (!path.includes('{split}')) return [path];
  const dataset = [...parts.datasets.values()].find(({ span }) => block !== undefined && isWithin(span, block.span));
  return dataset?.split.kind === 'file' ? dataset.split.files.map(({ name }) => path.replaceAll('{split}', name)) : [];
}

const isWithin = (inner: Span, outer: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;
