import type { HeadFacts, Summary } from '../runtime/train/events.ts';
import { figure } from './figures.ts';

/**
 * The scores of a run as text: a block a head, a row a metric, a column a split, and what a model that knows nothing would score on the last
 * split.
 */
export function scoreTables({ metrics, baselines }: Summary, heads: readonly HeadFacts[]): string[] {
  const splits = (['train', 'validation', 'test'] as const).filter((split) => metrics[split] !== undefined);
  const last = splits.at(-1);
  return heads.flatMap(({ name, protocol }) => {
    const first = splits[0];
    const rows = Object.keys((first === undefined ? undefined : metrics[first]?.[name]) ?? {}).map((metric) => [
      `  ${metric}`,
      ...splits.map((split) => figure(metrics[split]?.[name]?.[metric])),
      figure(last === undefined ? undefined : baselines[last]?.[name]?.[metric]),
    ]);
    return alignColumns([[`${name} (${protocol})`, ...splits, `baseline ${last ?? ''}`], ...rows]);
  });
}

/** The first column to the left, the others to the right. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const cell = (text: string, column: number): string =>
    column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(cell).join('  ').trimEnd());
}
