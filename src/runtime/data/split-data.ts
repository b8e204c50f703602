import type { Dataset, Head, Role } from '../../compiler/check/model.ts';
import type { LoadedDataset } from './load-dataset.ts';
import { type FieldData, pick, type SplitData } from './prepared-data.ts';
import { rowsOn, type Sides } from './splits/sides.ts';
import { truthOf } from './truths.ts';

/** What the splits of one data set share. */
export interface SplitParts {
  readonly dataset: Dataset;
  readonly loaded: LoadedDataset;
  readonly sides: Sides;
  readonly heads: readonly Head[];
  readonly fields: ReadonlyMap<string, FieldData>;
  readonly symbols: Readonly<Record<string, number>>;
}

/** One side of the split; `null` where it has no rows. */
export function splitData(role: Role, { dataset, loaded, sides, heads, fields, symbols }: SplitParts): SplitData | null {
  const rows = rowsOn(sides, role);
  if (rows.length === 0) return null;
  const truths = heads.map((head) => {
    const truth = truthOf(loaded, head);
    const values = truth instanceof Int32Array ? new Int32Array(rows.length) : new Float64Array(rows.length);
    for (const [index, row] of rows.entries()) values[index] = truth[row] as number;
    return [head.name, values] as const;
  });
  const group = groupColumn(dataset);
  const groups = group === undefined ? null : namesIn(loaded, group);
  const id = dataset.columns.find(({ kind }) => kind === 'id')?.name;
  const ids = id === undefined ? null : namesIn(loaded, id);
  return {
    role,
    rowCount: rows.length,
    rows,
    rowIds: ids === null ? Array.from(rows, String) : pick(ids, rows),
    fields,
    targets: new Map(truths),
    groups: groups === null ? null : pick(groups, rows),
    symbols,
  };
}

/** The group that the split keeps together, else the first one. */
function groupColumn({ split, holdout, columns }: Dataset): string | undefined {
  const groups = columns.filter(({ kind }) => kind === 'group').map(({ name }) => name);
  const named = [split.kind === 'percent' ? split.by : null, holdout?.by].find((name) => name != null && groups.includes(name));
  return named ?? groups[0];
}

function namesIn(loaded: LoadedDataset, column: string): readonly string[] {
  const data = loaded.columns.get(column);
  if (data?.kind !== 'names') throw new Error(`${column} holds no names (a bug of emoc)`);
  return data.names;
}
