import type { Value } from '../../../compiler/graph/graph.ts';
import type { GradientRange } from '../../kernels/clipping.ts';
import type { PreparedUpdate } from '../../kernels/define-update-rule.ts';
import type { Kernels } from '../../kernels/load-kernels.ts';
import { accumulateRows, type RowScratch, type SparseGradient } from '../../kernels/sparse-rows.ts';
import type { BoundGraph } from './bound-graph.ts';
import type { MemoryPlanner, Range } from './memory.ts';
import type { SparseTable } from './plan-memory.ts';

/** The outputs of a training graph that bring a table's gradient: as one row a token, or as one row a sample with a scale a token. */
const forms = [
  { form: 'tokens', ids: 'ids', rows: 'rows', scales: null },
  { form: 'outer', ids: 'ids', rows: 'scaled-rows', scales: 'scale' },
] as const;

/** Where the gradient of one table arrives, and the room to sum it in. */
export interface SparseInflow {
  readonly table: SparseTable;
  readonly form: SparseGradient['form'];
  /** Names of the outputs and the places they are fetched to. */
  readonly outputs: readonly { readonly name: string; readonly range: Range }[];
  readonly ids: NamedRange;
  readonly rows: NamedRange;
  readonly scales: NamedRange | null;
  readonly scratch: RowScratch;
}

/** A range with the name of the output that is fetched there. */
type NamedRange = Range & { readonly name: string };

/** Takes room for the gradient rows of a table: as many as the longest batch brings. */
export function planInflow(
  planner: MemoryPlanner,
  table: SparseTable,
  outputs: ReadonlyMap<string, Value>,
  largest: (value: Value) => number,
): SparseInflow {
  const found = forms.find(({ rows }) => outputs.has(`${rows}/${table.name}`));
  if (found === undefined) throw new Error(`the graph has no gradient rows for ${table.name} (a bug of emoc)`);
  const taken: { name: string; range: Range }[] = [];
  const take = (kind: string): NamedRange => {
    const name = `${kind}/${table.name}`;
    const value = outputs.get(name);
    if (value === undefined) throw new Error(`the graph has no output ${name} (a bug of emoc)`);
    const range = planner.take(largest(value));
    taken.push({ name, range });
    return { name, ...range };
  };
  const [ids, rows] = [take(found.ids), take(found.rows)];
  const scales = found.scales === null ? null : take(found.scales);
  const mostRows = Math.min(ids.count, table.vocabulary);
  return {
    table,
    form: found.form,
    outputs: taken,
    ids,
    rows,
    scales,
    scratch: {
      width: table.width,
      vocabulary: table.vocabulary,
      marks: planner.take(table.vocabulary).at,
      touched: planner.take(mostRows).at,
      sums: planner.take(mostRows * table.width).at,
    },
  };
}

/** Sums the rows that a step has brought by id. Returns how many distinct rows there are. */
export function sumRows(kernels: Kernels, { table, form, ids, rows, scales, scratch }: SparseInflow, graph: BoundGraph): number {
  const count = graph.countOf(ids.name);
  if (form === 'tokens') return accumulateRows(kernels, [{ form, ids: ids.at, rows: rows.at, count }], scratch);
  const batch = graph.countOf(rows.name) / table.width;
  const gradient: SparseGradient = {
    form,
    ids: ids.at,
    scales: (scales as NamedRange).at,
    rows: rows.at,
    batch,
    length: count / batch,
  };
  return accumulateRows(kernels, [gradient], scratch);
}

/** The summed rows as a gradient, for clipping. */
export const summedRange = ({ table, scratch }: SparseInflow, rowCount: number): GradientRange => ({
  at: scratch.sums,
  count: rowCount * table.width,
});

export function updateRows(kernels: Kernels, { table, scratch }: SparseInflow, rowCount: number, update: PreparedUpdate): void {
  update.rows(kernels, {
    parameters: table.parameters.at,
    slots: table.slots.map(({ at }) => at),
    touched: scratch.touched,
    sums: scratch.sums,
    rowCount,
    width: table.width,
  });
}
