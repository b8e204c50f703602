import { report } from '../../diagnostics/report.generated.ts';
import type { Declaration } from '../../parse/ast.ts';
import type { CheckContext } from '../context.ts';
import type { Dataset } from '../model.ts';

/**
 * Who declares a group says that its members must not stand on two sides; what is drawn at random (`lines`: a split by shares, a holdout)
 * has to keep to it. A split that the data brings along is held against every group when the data is there, and so uses them all.
 */
export function reportGroupsNotKept(
  { name, columns, split }: Dataset,
  lines: readonly Declaration[],
  context: CheckContext,
): void {
  const groups = columns.filter(({ kind }) => kind === 'group');
  if (split.kind !== 'percent') for (const group of groups) context.used.add(`${name}.${group.name}`);
  const [first] = groups;
  if (first === undefined) return;
  for (const line of lines) {
    const isRandom = line.word.text === 'holdout' || split.kind === 'percent';
    if (!isRandom || line.isRecovered || line.clauses.some(({ word }) => word.text === 'by')) continue;
    context.presumed.add(`${name}.${first.name}`);
    const related = [{ at: first.span, label: 'the group is declared here' }];
    context.add(report.groupNotKept(line.span, { column: first.name, what: line.word.text }, { related }));
  }
}
