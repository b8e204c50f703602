import type { Dtype, Graph } from '../../graph/graph.ts';
import { FunctionLibrary } from './function-library.ts';
import { nodeOf } from './node-names.ts';
import { NodeWriter } from './node-writer.ts';
import type { EmitTensorflowOptions, TensorflowGraph } from './tensorflow-graph.ts';

/**
 * Writes a graph in TensorFlow's ops: one dialect for SavedModels, GraphModels and the engines that walk the nodes. The same graph gives the
 * same nodes.
 *
 * `name` starts the names of the functions, so that several graphs can share a library.
 *
 * Sizes that only a call knows are computed in the graph, from the shapes of its inputs; `options.bindings` makes them constants. Images are
 * [B, H, W, C] inside, which is what convolutions run on everywhere; at the edges of the graph they are emoc's [B, C, H, W].
 */
export function emitTensorflow(graph: Graph, name: string, options: EmitTensorflowOptions): TensorflowGraph {
  const library = new FunctionLibrary(name);
  const writer = new NodeWriter(library, options);
  // Before anything else, so that inputs have their own names and any size can be read from any of them.
  for (const { op, attributes } of graph.nodes) {
    if (op.name === 'input') writer.input(attributes.name as string, attributes.dtype as Dtype, attributes.shape as never);
  }
  for (const node of graph.nodes) writer.write(node);
  const outputs = [...graph.outputs].map(([output, value]) => ({
    name: output,
    result: writer.name(value),
    dtype: value.dtype,
    shape: value.shape,
  }));
  const nodes = writer.finish(outputs.map(({ result }) => result));
  const kept = new Set(nodes.map((node) => node.name));
  return {
    nodes,
    functions: library.usedBy(nodes),
    inputs: writer.inputs.filter(({ result }) => kept.has(nodeOf(result))),
    outputs,
  };
}
