import { type Bindings, printShape, resolveShape } from '../graph/dimension.ts';
import type { Graph, Node, Value } from '../graph/graph.ts';
import type { EvaluateContext } from '../graph/op.ts';
import type { Tensor } from '../graph/tensor.ts';
import { input } from '../ops/input.ts';

export interface EvaluateSettings {
  /** What each `input` of the graph is bound to, by name. */
  readonly inputs: ReadonlyMap<string, Tensor>;
  readonly bindings: Bindings;
  /** Key of the dropout masks; 0 unless said. */
  readonly seed?: number;
  /** Training step, which the masks depend on; 0 unless said. */
  readonly step?: number;
}

/**
 * Runs a graph on the ops' own definitions, in float64. It is what finite differences, constant folding and the reference engine stand on.
 *
 * A value is let go after its last use, so that memory follows the graph's width and not its length.
 */
export function evaluate(graph: Graph, { inputs, bindings, seed = 0, step = 0 }: EvaluateSettings): Map<string, Tensor> {
  const context: EvaluateContext = { bindings, seed, step };
  const lastUse = lastUses(graph);
  const known = new Map<Value, Tensor>();
  for (const node of graph.nodes) {
    const results = node.op === (input as unknown) ? [bound(node, inputs, bindings)] : run(node, known, context);
    for (const [index, value] of node.outputs.entries()) known.set(value, results[index] as Tensor);
    for (const value of [...node.inputs, ...node.outputs]) if (lastUse.get(value) === node) known.delete(value);
  }
  return new Map([...graph.outputs].map(([name, value]) => [name, known.get(value) as Tensor]));
}

function run(node: Node, known: ReadonlyMap<Value, Tensor>, context: EvaluateContext): readonly Tensor[] {
  return node.op.evaluate(
    node.inputs.map((value) => known.get(value) as Tensor),
    node.attributes,
    context,
  );
}

function bound(node: Node, inputs: ReadonlyMap<string, Tensor>, bindings: Bindings): Tensor {
  const name = node.attributes.name as string;
  const value = node.outputs[0] as Value;
  const tensor = inputs.get(name);
  if (tensor === undefined) throw new Error(`the input ${name} is not bound (a bug of emoc)`);
  const shape = resolveShape(value.shape, bindings);
  if (tensor.dtype !== value.dtype || printShape(tensor.shape) !== printShape(shape)) {
    const found = `${tensor.dtype}${printShape(tensor.shape)}`;
    throw new Error(`the input ${name} is ${value.dtype}${printShape(shape)} but was bound to ${found} (a bug of emoc)`);
  }
  return tensor;
}

/** The node after which a value is not read any more; values that are outputs of the graph are kept. */
export function lastUses(graph: Graph): Map<Value, Node> {
  const last = new Map<Value, Node>();
  for (const node of graph.nodes) for (const value of [...node.outputs, ...node.inputs]) last.set(value, node);
  for (const value of graph.outputs.values()) last.delete(value);
  return last;
}
