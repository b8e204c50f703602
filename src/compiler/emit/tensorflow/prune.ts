import { nodeOf } from './node-names.ts';
import type { TensorflowNode } from './tensorflow-graph.ts';

/** The nodes that the results need, in the order they stood in. */
export function prune(nodes: readonly TensorflowNode[], results: readonly string[]): TensorflowNode[] {
  const needed = new Set(results.map(nodeOf));
  const kept = nodes.toReversed().filter(({ name, inputs }) => {
    if (!needed.has(name)) return false;
    for (const input of inputs) needed.add(nodeOf(input));
    return true;
  });
  return kept.reverse();
}
