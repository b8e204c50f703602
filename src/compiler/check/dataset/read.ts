import { report } from '../../diagnostics/report.generated.ts';
import type { Declaration, Name } from '../../parse/ast.ts';
import type { CheckContext } from '../context.ts';
import { findKind, kindNameOf, readersByName } from '../kinds.ts';
import type { Read } from '../model.ts';
import { readSettings } from '../settings.ts';
import { expected } from './source.ts';

/** `read csv("text_{split}.csv", header = false) as words`, each. */
export function checkReads(
  lines: readonly Declaration[],
  dataset: Name,
  isPartial: boolean,
  context: CheckContext,
): readonly Read[] {
  if (lines.length === 0 && !isPartial) context.add(report.missingRead(dataset.span, { dataset: dataset.text }));
  const reads: Read[] = [];
  for (const line of lines) {
    const read = checkRead(line, context);
    // One that has no name to refer to may be what any column means.
    if (read.name === '') context.partialDatasets.add(dataset.text);
    if (read.name === '') continue;
    const earlier = reads.find(({ name }) => name === read.name);
    if (earlier === undefined) reads.push(read);
    else {
      const related = [{ at: earlier.span, label: 'first here' }];
      context.add(report.nameTaken(read.span, { name: read.name, role: 'a read of this data set' }, { related }));
    }
  }
  return reads;
}

function checkRead(line: Declaration, context: CheckContext): Read {
  const alias = line.clauses.find(({ word }) => word.text === 'as');
  const given = alias === undefined ? null : context.wordOf(alias.value, 'a name for this read');
  const call = line.subject;
  const name = call?.kind === 'call' ? kindNameOf(call) : null;
  const { span } = given ?? line;
  const read = { name: given?.text ?? name?.text ?? '', reader: '', settings: {}, span, pathSpan: span };
  if (call?.kind !== 'call' || name === null) {
    if (!line.isRecovered)
      expected({ ...(call === null ? {} : { value: call }), span: line.word.span }, 'a reader with its file', example, context);
    return read;
  }
  const kind = findKind(name, readersByName, report.unknownReader, context);
  if (kind === undefined) return read;
  const { settings, places } = readSettings(kind.name, call.arguments, kind.schema, call.callee.span, context);
  return { ...read, reader: kind.name, settings, pathSpan: places.get('path') ?? span };
}

const example = 'read csv("clips.csv")';
