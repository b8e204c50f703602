import { NodeNames } from './node-names.ts';
import type { TensorflowGraph, TensorflowNode } from './tensorflow-graph.ts';

/** The graph with a node of its own for each output, under the output's name: who loads a model asks for nodes, and `tone/lstm_1:2` is none. */
export function nameOutputs(graph: TensorflowGraph): TensorflowGraph {
  const names = new NodeNames();
  for (const { name } of graph.nodes) names.fresh(name);
  const copies = graph.outputs.map(
    ({ name, result, dtype }): TensorflowNode => ({
      name: names.fresh(name),
      op: 'Identity',
      inputs: [result],
      attributes: { T: { type: dtype } },
    }),
  );
  const outputs = graph.outputs.map((output, place) => ({ ...output, result: (copies[place] as TensorflowNode).name }));
  return { ...graph, nodes: [...graph.nodes, ...copies], outputs };
}
