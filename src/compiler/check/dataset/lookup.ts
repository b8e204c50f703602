import { nearest } from '../../diagnostics/nearest.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Name } from '../../parse/ast.ts';
import type { CheckContext } from '../context.ts';
import type { Column, Dataset } from '../model.ts';

/** Finds `dataset.column`; reports what is unknown once. A data set that failed is silent. */
export function columnOf(
  [owner, member]: readonly [Name, Name],
  datasets: ReadonlyMap<string, Dataset>,
  context: CheckContext,
): Column | null {
  const symbol = context.resolve(owner, ['data set']);
  if (symbol === null) return null;
  const key = `${owner.text}.${member.text}`;
  context.used.add(key);
  const dataset = datasets.get(symbol.name.text);
  if (dataset === undefined || context.brokenColumns.has(key)) return null;
  const column = dataset.columns.find(({ name }) => name === member.text);
  if (column !== undefined) return column;
  const known = dataset.columns.map(({ name }) => name);
  const meant = nearest(member.text, known);
  if (meant === undefined && context.partialDatasets.has(dataset.name)) return null;
  context.presumeMeant(meant === undefined ? undefined : `${dataset.name}.${meant}`);
  const fix = context.renaming(member.span, member.text, meant, known);
  const holes = { dataset: dataset.name, name: member.text, nearest: meant, known: known.join(', ') };
  context.addOnce(key, member.span, (related) => report.unknownMember(member.span, holes, { ...fix, related }));
  return null;
}

/** Names of the columns that an encoder may start from. */
export const inputsOf = (dataset: Dataset): string[] =>
  dataset.columns.filter(({ type }) => type !== null).map(({ name }) => name);
