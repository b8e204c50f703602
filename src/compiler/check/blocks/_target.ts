import type { HeadKind } from '../../catalogue/define-head.ts';
import type { Span } from '../../diagnostics/diagnostic.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Call } from '../../parse/ast.ts';
import type { CheckContext } from '../context.ts';
import { columnOf } from '../dataset/lookup.ts';
import { headKindsByName } from '../kinds.ts';
import type { Column, Dataset } from '../model.ts';

/** The column that a head predicts. */
export interface Target {
  readonly dataset: string;
  readonly column: Column;
  readonly at: Span;
}

/** The first argument of `classify` or `regress`: a column of the kind that it needs. */
export function targetOf(
  call: Call,
  kind: HeadKind,
  datasets: ReadonlyMap<string, Dataset>,
  context: CheckContext,
): Target | null {
  const [first] = call.arguments;
  if (first === undefined || first.name !== null) {
    const doc = `write the column first, as in \`${kind.example}\``;
    context.addAbsence(report.missingSetting(call.callee.span, { owner: kind.name, name: 'its target', doc }));
    return null;
  }
  const member = context.memberOf(first.value, 'a column of a data set, as in `clips.emotion`,');
  const column = member === null ? null : columnOf(member, datasets, context);
  if (column === null || member === null) return null;
  if (column.kind === kind.target) return { dataset: member[0].text, column, at: first.span };
  const other = [...headKindsByName.values()].find((candidate) => candidate.target === column.kind);
  const expected = kind.target === 'label' ? 'a label column' : 'a number column';
  const holes = { kind: kind.name, expected, column: column.name, found: `a ${column.kind} column`, suggestion: other?.name };
  context.add(report.wrongTarget(first.span, holes));
  return null;
}
