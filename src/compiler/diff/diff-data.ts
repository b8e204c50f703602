import type { PlannedColumn, PlannedDataset } from '../plan/plan-model.ts';
import { listed } from '../plan/print-setting.ts';
import { diffEntries, type Entry, entriesOf, optional } from './diff-entries.ts';
import type { Change } from './diff-model.ts';

/** What changed in the data sets: files, columns, splits, and rows where they are known on both sides. */
export function diffData(before: readonly PlannedDataset[], after: readonly PlannedDataset[]): Change[] {
  const both: Both = {
    areRowsKnown: [...before, ...after].every(({ rows }) => rows !== null),
    reads: common(before, after, ({ reads }) => reads),
    columns: common(before, after, ({ columns }) => columns),
  };
  const entries = (datasets: readonly PlannedDataset[]): Entry[] => datasets.flatMap((dataset) => entriesIn(dataset, both));
  return diffEntries(entries(before), entries(after));
}

/** What both specs have, as `DATASET.NAME`: only of that the parts are compared. What is new or gone is said as a whole. */
interface Both {
  readonly areRowsKnown: boolean;
  readonly reads: ReadonlySet<string>;
  readonly columns: ReadonlySet<string>;
}

function common(
  before: readonly PlannedDataset[],
  after: readonly PlannedDataset[],
  partsOf: (dataset: PlannedDataset) => readonly { readonly name: string }[],
): ReadonlySet<string> {
  const keys = (datasets: readonly PlannedDataset[]): string[] =>
    datasets.flatMap((dataset) => partsOf(dataset).map(({ name }) => `${dataset.name}.${name}`));
  const older = new Set(keys(before));
  return new Set(keys(after).filter((key) => older.has(key)));
}

function entriesIn({ name, reads, joins, columns, split, holdout, rows }: PlannedDataset, both: Both): Entry[] {
  return [
    ...reads.flatMap((read) => {
      const path = `${name}.${read.name}`;
      return both.reads.has(path)
        ? [{ path, text: read.reader }, ...entriesOf(read.settings, `${path}.`)]
        : [{ path, text: `${read.reader}(${listed(read.settings, false)})` }];
    }),
    ...joins.map((join) => ({ path: `${name}.join ${join.split(' ', 1)[0]}`, text: join })),
    ...columns.flatMap((column) => {
      const path = `${name}.${column.name}`;
      return both.columns.has(path) ? partsOf(column, path) : [{ path, text: columnText(column) }];
    }),
    { path: `${name}.split`, text: split },
    ...optional(`${name}.holdout`, holdout),
    ...(both.areRowsKnown && rows !== null
      ? [{ path: `${name}.rows`, text: `train ${rows.train}, validation ${rows.validation}, test ${rows.test}` }]
      : []),
  ];
}

export const columnText = ({ kind, source, type }: PlannedColumn): string =>
  `${kind} ${source}${type === null ? '' : `: ${type}`}`;

/** Source, type, and each entry of a mapping for itself: of twenty values one may have changed. */
function partsOf({ kind, source, type }: PlannedColumn, path: string): Entry[] {
  const [, from = source, mapping] = /^(.*?) \{ (.*) \}$/s.exec(source) ?? [];
  return [
    { path, text: `${kind} ${from}` },
    ...optional(`${path}: type`, type),
    ...(mapping === undefined ? [] : entriesOfMapping(mapping, path)),
  ];
}

/** `anger, hate -> anger, * -> drop`: a comma stands between entries and between the values of one. */
function entriesOfMapping(mapping: string, path: string): Entry[] {
  const entries: Entry[] = [];
  let values: string[] = [];
  for (const piece of mapping.split(', ')) {
    const [value = '', target] = piece.split(' -> ');
    values.push(value);
    if (target === undefined) continue;
    entries.push(...values.map((one) => ({ path: `${path} { ${one} }`, text: target })));
    values = [];
  }
  return entries;
}
