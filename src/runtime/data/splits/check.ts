import type { Dataset, Role } from '../../../compiler/check/model.ts';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import type { LoadedDataset } from '../load-dataset.ts';
import { left, roles, rowsOn, type Sides } from './sides.ts';
import { namesOf } from './strata.ts';

/** Sides that a data set declares, and so must have rows. */
function declaredRoles({ split, holdout }: Dataset): readonly Role[] {
  const named: readonly Role[] = holdout === null ? [] : ['validation'];
  if (split.kind === 'percent')
    return ['train', ...roles.filter((role) => role !== 'train' && (split[role] > 0 || named.includes(role)))];
  const values = split.kind === 'file' ? split.files.map(({ role }) => role) : split.values.map(({ role }) => role);
  return roles.filter((role) => role === 'train' || values.includes(role) || named.includes(role));
}

/** Throws E0660 for a declared side without rows. */
export function checkSides(dataset: Dataset, sides: Sides): void {
  for (const role of declaredRoles(dataset)) {
    if (rowsOn(sides, role).length > 0) continue;
    const holes = { role, dataset: dataset.name, rows: sides.length, ...adviceOf(dataset, role) };
    throw new Failure(report.emptySplit(dataset.split.span, holes));
  }
}

/** A split by shares has shares to change; one by a column has values that no row has. */
function adviceOf(
  { split }: Dataset,
  role: Role,
): { readonly shares?: string; readonly values?: string; readonly column?: string | number } {
  if (split.kind === 'percent')
    return { shares: roles.map((one) => `${Number((split[one] * 100).toPrecision(12))}%`).join(' / ') };
  if (split.kind !== 'column') return {};
  const values = split.values.filter((value) => value.role === role).map(({ value }) => `\`${value}\``);
  return { values: values.join(' or '), column: split.source.column };
}

/**
 * Throws E0661 where rows of one group are on two sides.
 *
 * What `by` names is checked always; a split that the data itself brings along is held against every group of the data set.
 */
export function checkGroups(dataset: Dataset, loaded: LoadedDataset, sides: Sides): void {
  const { split, holdout } = dataset;
  const named =
    split.kind === 'percent' ? [split.by] : dataset.columns.filter(({ kind }) => kind === 'group').map(({ name }) => name);
  for (const column of new Set([...named, holdout?.by])) {
    if (typeof column !== 'string') continue;
    const names = namesOf(loaded, column);
    const torn = tornGroups(names, sides);
    if (torn.length === 0) continue;
    const examples = torn.slice(0, 3).map(({ name, on }) => `\`${name}\` (${on.map((side) => roles[side]).join(' and ')})`);
    const holes = {
      count: torn.length,
      groups: new Set(names).size,
      column,
      dataset: dataset.name,
      examples: examples.join(', '),
    };
    throw new Failure(report.groupOnTwoSides(split.span, holes));
  }
}

function tornGroups(names: readonly string[], sides: Sides): { readonly name: string; readonly on: readonly number[] }[] {
  const seen = new Map<string, Set<number>>();
  for (const [row, name] of names.entries()) {
    const side = sides[row] as number;
    if (side === left) continue;
    const on = seen.get(name);
    if (on === undefined) seen.set(name, new Set([side]));
    else on.add(side);
  }
  return [...seen].filter(([, on]) => on.size > 1).map(([name, on]) => ({ name, on: [...on].sort() }));
}

/** Throws E0662 for a label of a column that rows have, but no training row. */
export function checkClasses(dataset: Dataset, column: string, labels: Int32Array, names: readonly string[], sides: Sides): void {
  const [inTraining, elsewhere] = [new Float64Array(names.length), new Float64Array(names.length)];
  for (const [row, label] of labels.entries()) {
    if (sides[row] === left) continue;
    const counts = sides[row] === 0 ? inTraining : elsewhere;
    counts[label] = (counts[label] as number) + 1;
  }
  const absent = inTraining.indexOf(0);
  if (absent < 0) return;
  const holes = { dataset: dataset.name, column, label: names[absent] as string, rows: elsewhere[absent] as number };
  throw new Failure(report.classAbsentFromTraining(dataset.split.span, holes));
}
