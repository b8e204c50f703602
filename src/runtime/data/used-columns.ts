import type { Column, Dataset, FieldSource, TypedSpec } from '../../compiler/check/model.ts';

/** What a run reads of a data set: columns and reads that nothing asks for are not opened. */
export interface Used {
  readonly columns: readonly Column[];
  /** Names of reads, in the order of the spec. */
  readonly reads: readonly string[];
}

/**
 * Columns that encoders, heads and the split use, and the reads behind them.
 *
 * Groups and ids are always among them: a group on two sides is an error whoever asks, and predictions name their rows.
 */
export function usedOf(spec: TypedSpec, dataset: Dataset): Used {
  const names = new Set<string>();
  for (const { dataset: owner, column } of spec.encoders) if (owner === dataset.name) names.add(column);
  for (const { dataset: owner, target } of spec.heads) if (owner === dataset.name) names.add(target);
  const { split, holdout } = dataset;
  const bySplit = split.kind === 'percent' ? [split.by, split.stratifiedOn] : [];
  for (const name of [...bySplit, holdout?.by, holdout?.stratifiedOn]) if (typeof name === 'string') names.add(name);
  const columns = dataset.columns.filter(({ kind, name }) => kind === 'group' || kind === 'id' || names.has(name));

  const reads = new Set(columns.map(readOf));
  if (split.kind === 'column') reads.add(split.source.read);
  // A join needs the read its key comes from, which may itself be joined.
  for (let size = -1; size !== reads.size; ) {
    size = reads.size;
    for (const { read, by } of dataset.joins) if (reads.has(read)) reads.add(by.read);
  }
  const isJoined = (name: string): boolean => dataset.joins.some(({ read }) => read === name);
  const rowReads = dataset.reads.filter(({ name }) => !isJoined(name));
  if (!rowReads.some(({ name }) => reads.has(name))) reads.add((rowReads[0] as Dataset['reads'][number]).name);
  // Which file a row is from only a path with {split} tells.
  if (split.kind === 'file' && !rowReads.some((read) => reads.has(read.name) && isSplitByFile(read))) {
    const first = rowReads.find(isSplitByFile);
    if (first !== undefined) reads.add(first.name);
  }
  return { columns, reads: dataset.reads.map(({ name }) => name).filter((name) => reads.has(name)) };
}

export const isSplitByFile = ({ settings }: Dataset['reads'][number]): boolean => String(settings.path).includes('{split}');

const readOf = (column: Column): string =>
  column.kind === 'vec' ? column.read : (column.source satisfies FieldSource | { readonly read: string }).read;
