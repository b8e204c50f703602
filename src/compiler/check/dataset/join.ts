import { report } from '../../diagnostics/report.generated.ts';
import type { Declaration } from '../../parse/ast.ts';
import type { CheckContext } from '../context.ts';
import type { Join } from '../model.ts';
import { wordIn } from '../values.ts';
import type { DatasetScope } from './scope.ts';
import { fieldSource, reportUnknownRead } from './source.ts';

const example = 'join transcripts on row = index.column(0)';

/** `join transcripts on row = index.column(0)`, or `on column(id) = index.column(id)`. */
export function checkJoin(line: Declaration, scope: DatasetScope, context: CheckContext): Join | null {
  const name = context.wordOf(line.subject, 'the name of a read');
  if (name === null) return null;
  if (!scope.reads.some((read) => read.name === name.text)) {
    reportUnknownRead(name, scope.dataset, scope.reads, context);
    return null;
  }
  const on = line.clauses.find(({ word }) => word.text === 'on');
  if (on === undefined || line.value === null) {
    if (!line.isRecovered) context.add(report.noValue(name.span, { what: `join ${name.text}`, example }));
    return null;
  }
  const joined: DatasetScope = { ...scope, reads: scope.reads.filter((read) => read.name === name.text) };
  const isRow = wordIn(on.value) === 'row';
  const key = isRow ? null : fieldSource(on.value, example, joined, context);
  const by = fieldSource(line.value, example, scope, context);
  if (by?.read === name.text) {
    context.add(report.joinWithItself(name.span, { read: name.text }));
    return null;
  }
  return by === null || (!isRow && key === null) ? null : { read: name.text, key, by, span: line.span };
}
