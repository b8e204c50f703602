import { nodeOf } from './node-names.ts';
import type { TensorflowFunction, TensorflowNode } from './tensorflow-graph.ts';

/** The nodes of a function as part of another graph, where `values` stand for its inputs, in order, and `name` says what a node is called. */
export function inlined(
  { inputs, outputs, nodes }: Omit<TensorflowFunction, 'name'>,
  values: readonly string[],
  name: (own: string) => string,
): { readonly nodes: readonly TensorflowNode[]; readonly results: readonly string[] } {
  const given = new Map(inputs.map((input, place) => [input.name, values[place] as string]));
  const names = new Map(nodes.map((node) => [node.name, name(node.name)]));
  const rename = (result: string): string =>
    given.get(result) ?? result.replace(nodeOf(result), () => names.get(nodeOf(result)) as string);
  return {
    nodes: nodes.map((node) => ({ ...node, name: names.get(node.name) as string, inputs: node.inputs.map(rename) })),
    results: outputs.map(({ from }) => rename(from)),
  };
}
