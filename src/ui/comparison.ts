import type { HeadFacts, Summary } from '../runtime/train/events.ts';
import { figure } from './figures.ts';
import { alignColumns } from './table.ts';

/**
 * Heads that are judged alike, side by side: a row a head, its primary metric a column a split, and what a model that knows nothing would
 * score on the last split. Nothing where there is only one head to look at.
 */
export function comparisonTables({ metrics, baselines }: Summary, heads: readonly HeadFacts[]): string[] {
  const splits = (['train', 'validation', 'test'] as const).filter((split) => metrics[split] !== undefined);
  const last = splits.at(-1);
  const protocols = [...new Set(heads.map(({ protocol }) => protocol))];
  return protocols.flatMap((protocol) => {
    const alike = heads.filter((head) => head.protocol === protocol);
    if (alike.length < 2) return [];
    const rows = alike.map(({ name, primary }) => [
      `  ${name}`,
      ...splits.map((split) => figure(metrics[split]?.[name]?.[primary])),
      figure(last === undefined ? undefined : baselines[last]?.[name]?.[primary]),
    ]);
    return alignColumns([[`${alike[0]?.primary} of each head`, ...splits, `baseline ${last ?? ''}`], ...rows]);
  });
}
