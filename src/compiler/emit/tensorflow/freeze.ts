import type { TensorflowGraph, TensorflowNode } from './tensorflow-graph.ts';

/** A trained tensor: a parameter or a buffer. */
export interface Weight {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** The graph with its parameters and buffers inside, as constants. What `weights` does not have stays an input. */
export function freeze(graph: TensorflowGraph, weights: ReadonlyMap<string, Weight>): TensorflowGraph {
  const trained = new Map(
    graph.inputs.flatMap(({ name, result }) => {
      const weight = weights.get(name);
      return weight === undefined ? [] : [[result, weight] as const];
    }),
  );
  const nodes = graph.nodes.map((node): TensorflowNode => {
    const weight = trained.get(node.name);
    if (weight === undefined) return node;
    const tensor = { dtype: 'f32', shape: weight.shape, values: weight.data } as const;
    return { name: node.name, op: 'Const', inputs: [], attributes: { dtype: { type: 'f32' }, value: { tensor } } };
  });
  return { ...graph, nodes, inputs: graph.inputs.filter(({ name }) => !weights.has(name)) };
}
