import { type Bindings, resolveShape } from '../graph/dimension.ts';
import type { Graph, Value } from '../graph/graph.ts';
import { sizeOf } from '../graph/tensor.ts';
import { input } from '../ops/input.ts';
import { lastUses } from './evaluate.ts';

/** Floating-point operations of one run, for given sizes of the symbols: the sum of what each op says of itself. */
export function flopsOf(graph: Graph, bindings: Bindings): number {
  const sizes = (values: readonly Value[]): number[][] => values.map(({ shape }) => resolveShape(shape, bindings));
  return graph.nodes.reduce(
    (total, { op, inputs, outputs, attributes }) => total + op.flops(sizes(inputs), sizes(outputs), attributes),
    0,
  );
}

const bytesPer: Readonly<Record<Value['dtype'], number>> = { f32: 4, i32: 4, bool: 1 };

/**
 * Most bytes alive at once in a run, apart from the inputs: a value lives from its node to its last reader, in the order of the graph.
 *
 * It is an estimate. Engines compute in place where they can, which needs less, and kernels use scratch memory, which needs more.
 */
export function activationBytes(graph: Graph, bindings: Bindings): number {
  const lastUse = lastUses(graph);
  const bytesOf = ({ node, dtype, shape }: Value): number =>
    node.op.name === input.name ? 0 : bytesPer[dtype] * sizeOf(resolveShape(shape, bindings));
  let [alive, most] = [0, 0];
  for (const node of graph.nodes) {
    for (const value of node.outputs) alive += bytesOf(value);
    most = Math.max(most, alive);
    for (const value of new Set([...node.inputs, ...node.outputs])) if (lastUse.get(value) === node) alive -= bytesOf(value);
  }
  return most;
}
