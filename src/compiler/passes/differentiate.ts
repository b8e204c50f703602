import { Builder } from '../graph/builder.ts';
import { type Dimension, product, sum } from '../graph/dimension.ts';
import { graphOf, type Node, type Value } from '../graph/graph.ts';
import { scalar } from '../ops/_scalar.ts';
import { add } from '../ops/add.ts';
import { concat } from '../ops/concat.ts';
import { gatherRows } from '../ops/gather-rows.ts';
import { reshape } from '../ops/reshape.ts';

/** The gradient of a table by the rows that were read: `rows [n..., D]` belong to the table's rows `ids [n...]`; ids may repeat. */
export interface SparseGradient {
  readonly ids: Value;
  readonly rows: Value;
}

export interface Gradients {
  readonly dense: ReadonlyMap<Value, Value>;
  readonly sparse: ReadonlyMap<Value, SparseGradient>;
  /** Values of `wrt` that the loss does not depend on, by any path on which gradients pass. */
  readonly unreached: readonly Value[];
}

/**
 * Reverse-mode differentiation, graph to graph: the gradients of a scalar `loss` by each value of `wrt`, as values of the same graph.
 *
 * Tables in `sparse` that are only read by `gatherRows` get rows with ids instead of a gradient of their own size. A table that is read in
 * another way too, or by lookups whose lengths have no common symbol (so that their sum is no dimension), gets a dense gradient after all.
 */
export function differentiate(loss: Value, wrt: readonly Value[], sparse: ReadonlySet<Value> = new Set()): Gradients {
  if (loss.shape.length !== 0) throw new Error(`the loss has the shape [${loss.shape.join(', ')}], not [] (a bug of emoc)`);
  const { nodes } = graphOf(new Map([['loss', loss]]));
  const carriers = carriersOf(nodes, wrt);
  const gradients = new Map<Value, Value>([[loss, scalar(new Builder('gradient'), 1)]]);
  const lookups = new Map<Value, Node[]>();

  const backward = (node: Node): void => {
    const g = builderFor(node);
    const inputGradients = node.op.gradient?.({
      node,
      inputs: node.inputs,
      outputs: node.outputs,
      attributes: node.attributes,
      outputGradients: node.outputs.map((value) => gradients.get(value) ?? null),
      wants: node.inputs.map((value) => carriers.has(value)),
      g,
    });
    for (const [place, value] of node.inputs.entries()) {
      const gradient = inputGradients?.[place] ?? null;
      if (gradient === null || !carriers.has(value)) continue;
      const before = gradients.get(value);
      gradients.set(value, before === undefined ? gradient : g.call(add, [before, gradient]));
    }
  };

  for (const node of nodes.toReversed()) {
    if (!node.inputs.some((value) => carriers.has(value)) || !node.outputs.some((value) => gradients.has(value))) continue;
    const table = node.inputs[0] as Value;
    if (node.op === gatherRows && sparse.has(table)) lookups.set(table, [...(lookups.get(table) ?? []), node]);
    else backward(node);
  }

  const rows = new Map<Value, SparseGradient>();
  for (const [table, uses] of lookups) {
    const joined = gradients.has(table) ? null : join(uses, gradients);
    if (joined === null) uses.forEach(backward);
    else rows.set(table, joined);
  }
  const dense = new Map(wrt.filter((value) => gradients.has(value)).map((value) => [value, gradients.get(value) as Value]));
  return { dense, sparse: rows, unreached: wrt.filter((value) => !dense.has(value) && !rows.has(value)) };
}

const builderFor = (node: Node): Builder => new Builder(node.scope === '' ? 'gradient' : `gradient/${node.scope}`);

/** Values through which a gradient travels on its way to `wrt`: those that depend on it by ops that have a rule. */
function carriersOf(nodes: readonly Node[], wrt: readonly Value[]): Set<Value> {
  const carriers = new Set(wrt);
  for (const node of nodes) {
    if (node.op.gradient === undefined || !node.inputs.some((value) => carriers.has(value))) continue;
    for (const value of node.outputs) if (value.dtype === 'f32') carriers.add(value);
  }
  return carriers;
}

/** All lookups of a table as one list of rows; `null` if the number of rows is no dimension. */
function join(uses: readonly Node[], gradients: ReadonlyMap<Value, Value>): SparseGradient | null {
  const parts = uses.map((node) => ({ ids: node.inputs[1] as Value, rows: gradients.get(node.outputs[0] as Value) as Value }));
  if (parts.length === 1) return parts[0] as SparseGradient;
  if (sum(parts.map(({ ids }) => product(ids.shape))) === null) return null;
  const g = builderFor(uses[0] as Node);
  const width = parts[0]?.rows.shape.at(-1) as Dimension;
  const ids = parts.map((part) => g.call(reshape, [part.ids], { shape: [product(part.ids.shape)] }));
  const rows = parts.map((part) => g.call(reshape, [part.rows], { shape: [product(part.ids.shape), width] }));
  return { ids: g.call(concat, ids, { axis: 0 }), rows: g.call(concat, rows, { axis: 0 }) };
}
