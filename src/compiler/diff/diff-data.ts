import type { PlannedDataset } from '../plan/plan-model.ts';
import { diffEntries, type Entry, entriesOf, optional } from './diff-entries.ts';
import type { Change } from './diff-model.ts';

/** What changed in the data sets: files, columns, splits, and rows where they are known on both sides. */
export const diffData = (before: readonly PlannedDataset[], after: readonly PlannedDataset[]): Change[] => {
  const areRowsKnown = [...before, ...after].every(({ rows }) => rows !== null);
  const entries = (datasets: readonly PlannedDataset[]): Entry[] =>
    datasets.flatMap((dataset) => entriesIn(dataset, areRowsKnown));
  return diffEntries(entries(before), entries(after));
};

function entriesIn({ name, reads, joins, columns, split, holdout, rows }: PlannedDataset, areRowsKnown: boolean): Entry[] {
  return [
    ...reads.flatMap((read) => [
      { path: `${name}.${read.name}`, text: read.reader },
      ...entriesOf(read.settings, `${name}.${read.name}.`),
    ]),
    ...joins.map((join) => ({ path: `${name}.join ${join.split(' ', 1)[0]}`, text: join })),
    ...columns.map((column) => ({
      path: `${name}.${column.name}`,
      text: `${column.kind} ${column.source}${column.type === null ? '' : `: ${column.type}`}`,
    })),
    { path: `${name}.split`, text: split },
    ...optional(`${name}.holdout`, holdout),
    ...(areRowsKnown && rows !== null
      ? [{ path: `${name}.rows`, text: `train ${rows.train}, validation ${rows.validation}, test ${rows.test}` }]
      : []),
  ];
}
