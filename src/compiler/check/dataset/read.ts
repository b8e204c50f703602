import type { ReaderKind } from '../../catalogue/define-reader.ts';
import { readers } from '../../catalogue/readers/index.generated.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Declaration, Name } from '../../parse/ast.ts';
import type { CheckContext } from '../context.ts';
import type { Read } from '../model.ts';
import { readSettings } from '../settings.ts';

export const readersByName: ReadonlyMap<string, ReaderKind> = new Map(readers.map((reader) => [reader.name, reader]));

/** What the lines of a data set see of it. */
export interface DatasetScope {
  readonly dataset: string;
  readonly reads: readonly Read[];
}

const example = 'read csv("clips.csv")';

/** `read csv("text_{split}.csv", header = false) as words`, each; `null` if none is left to take columns from. */
export function checkReads(
  lines: readonly Declaration[],
  dataset: Name,
  isRecovered: boolean,
  context: CheckContext,
): readonly Read[] {
  if (lines.length === 0 && !isRecovered)
    context.add(report.badRead(dataset.span, { problem: `\`${dataset.text}\` reads nothing`, example }));
  const reads: Read[] = [];
  for (const line of lines) {
    const read = checkRead(line, context);
    if (reads.some(({ name }) => name === read.name))
      context.add(report.nameTaken(read.span, { name: read.name, role: 'a read of this data set' }));
    else reads.push(read);
  }
  return reads;
}

function checkRead(line: Declaration, context: CheckContext): Read {
  const alias = line.clauses.find(({ word }) => word.text === 'as');
  const given = alias === undefined ? null : context.wordOf(alias.value, 'a name for this read');
  const call = line.subject;
  const name = call?.kind === 'call' ? (call.callee.path[0] as Name) : null;
  const kind = name === null ? undefined : readersByName.get(name.text);
  const read = { name: given?.text ?? name?.text ?? '', reader: kind?.name ?? '', settings: {}, span: line.span };
  if (call?.kind !== 'call' || name === null) {
    const isReported = line.isRecovered || call?.kind === 'missing';
    if (!isReported)
      context.add(report.badRead((call ?? line.word).span, { problem: '`read` takes a reader with its file', example }));
    return read;
  }
  if (kind === undefined) {
    const meant = nearest(name.text, readersByName.keys());
    const fix = meant === undefined ? {} : { fix: [{ span: name.span, text: meant }] };
    const known = [...readersByName.keys()].join(', ');
    context.add(report.unknownReader(name.span, { name: name.text, nearest: meant, known }, fix));
    return read;
  }
  return { ...read, settings: readSettings(kind.name, call.arguments, kind.schema, call.callee.span, context).settings };
}
