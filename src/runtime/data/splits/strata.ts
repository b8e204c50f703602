import type { LoadedDataset } from '../load-dataset.ts';

/** Names by row of a group, id or label column; what a split keeps together. */
export function namesOf(dataset: LoadedDataset, column: string): readonly string[] {
  const data = dataset.columns.get(column);
  if (data?.kind === 'names') return data.names;
  if (data?.kind === 'labels') return Array.from(data.labels, (label) => data.names[label] as string);
  if (data?.kind === 'samples' && data.samples.kind === 'text') return data.samples.texts;
  throw new Error(`the column ${column} is no group (a bug of emoc)`);
}

/** Strata by row, numbered from 0 in the order of their names; one for all rows where no column is named. */
export function strataOf(dataset: LoadedDataset, column: string | null): Int32Array {
  if (column === null) return new Int32Array(dataset.rowCount);
  const data = dataset.columns.get(column);
  if (data?.kind === 'labels') return data.labels;
  const names = namesOf(dataset, column);
  const numbers = new Map([...new Set(names)].sort().map((name, number) => [name, number]));
  return Int32Array.from(names, (name) => numbers.get(name) as number);
}
