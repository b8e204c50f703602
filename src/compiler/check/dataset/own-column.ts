import { nearest } from '../../diagnostics/nearest.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Expression } from '../../parse/ast.ts';
import type { CheckContext } from '../context.ts';
import type { Column } from '../model.ts';

/** The column that holds the groups which must not stand on two sides. */
export function groupNamed(value: Expression, dataset: string, columns: readonly Column[], context: CheckContext): string | null {
  return columnNamed(value, dataset, columns, 'group', context);
}

/** The column whose labels each side gets an equal share of. */
export function labelNamed(value: Expression, dataset: string, columns: readonly Column[], context: CheckContext): string | null {
  return columnNamed(value, dataset, columns, 'label', context);
}

/** A column that a clause of its own data set names by its bare name. */
function columnNamed(
  value: Expression,
  dataset: string,
  columns: readonly Column[],
  kind: 'group' | 'label',
  context: CheckContext,
): string | null {
  const name = context.wordOf(value, `the name of a ${kind} column`);
  if (name === null) return null;
  const key = `${dataset}.${name.text}`;
  context.used.add(key);
  if (context.brokenColumns.has(key)) return null;
  const column = columns.find((candidate) => candidate.name === name.text);
  if (column === undefined) {
    const known = columns.filter((candidate) => candidate.kind === kind).map((candidate) => candidate.name);
    const meant = nearest(name.text, known);
    if (meant === undefined && context.partialDatasets.has(dataset)) return null;
    context.presumeMeant(meant === undefined ? undefined : `${dataset}.${meant}`);
    const fix = context.renaming(name.span, name.text, meant, known);
    const holes = { dataset, name: name.text, nearest: meant, known: known.length === 0 ? undefined : known.join(', ') };
    context.addOnce(key, name.span, (related) => report.unknownMember(name.span, holes, { ...fix, related }));
    return null;
  }
  if (column.kind === kind) return column.name;
  const holes = { column: column.name, found: `a ${column.kind} column` };
  const stratified = column.kind === 'label' ? `stratified on ${column.name}` : undefined;
  context.add(
    kind === 'group' ? report.splitByWhat(name.span, { ...holes, stratified }) : report.stratifyOnWhat(name.span, holes),
  );
  return null;
}
