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
): readonly Read[] | null {
  if (lines.length === 0 && !isRecovered)
    context.add(report.badRead(dataset.span, { problem: `\`${dataset.text}\` reads nothing`, example }));
  const reads: Read[] = [];
  let isBroken = lines.length === 0;
  for (const line of lines) {
    const read = checkRead(line, context);
    if (read === null) isBroken = true;
    else if (reads.some(({ name }) => name === read.name))
      context.add(report.nameTaken(read.span, { name: read.name, role: 'a read of this data set' }));
    else reads.push(read);
  }
  return isBroken ? null : reads;
}

function checkRead(line: Declaration, context: CheckContext): Read | null {
  const call = line.subject;
  if (call === null || call.kind !== 'call') {
    const isReported = line.isRecovered || call?.kind === 'missing';
    if (!isReported)
      context.add(report.badRead((call ?? line.word).span, { problem: '`read` takes a reader with its file', example }));
    return null;
  }
  const name = call.callee.path[0] as Name;
  const kind = readersByName.get(name.text);
  if (kind === undefined) {
    const meant = nearest(name.text, readersByName.keys());
    const fix = meant === undefined ? {} : { fix: [{ span: name.span, text: meant }] };
    context.add(
      report.unknownReader(name.span, { name: name.text, nearest: meant, known: [...readersByName.keys()].join(', ') }, fix),
    );
    return null;
  }
  const { settings, isComplete } = readSettings(kind.name, call.arguments, kind.schema, call.callee.span, context);
  const alias = line.clauses.find(({ word }) => word.text === 'as');
  const given = alias === undefined ? null : context.wordOf(alias.value, 'a name for this read');
  return isComplete ? { name: given?.text ?? kind.name, reader: kind.name, settings, span: line.span } : null;
}
