import type { Dimension } from './dimension.ts';
import type { Attributes, Op } from './op.ts';
import type { Tensor } from './tensor.ts';

/** Of a value: one of those that tensors have. */
export type Dtype = Tensor['dtype'];

export interface TensorType {
  readonly dtype: Dtype;
  readonly shape: readonly Dimension[];
}

/** One result of one node. Values are compared by identity. */
export interface Value extends TensorType {
  readonly node: Node;
  /** Which output of the node. */
  readonly index: number;
}

/** An op applied to values. Nodes never change; a rewrite makes new ones. */
export interface Node {
  readonly op: Op;
  readonly inputs: readonly Value[];
  readonly attributes: Attributes;
  readonly outputs: readonly Value[];
  /** Where it comes from in the spec, as `tone/dense_1`; names in emitted programs and in error messages follow it. */
  readonly scope: string;
}

/** Named results, and every node they need in an order in which they can be computed. */
export interface Graph {
  readonly nodes: readonly Node[];
  readonly outputs: ReadonlyMap<string, Value>;
}

/** The part of the graph that the named outputs need: inputs before their users, otherwise in order of first use. */
export function graphOf(outputs: ReadonlyMap<string, Value>): Graph {
  const nodes: Node[] = [];
  const seen = new Set<Node>();
  // An explicit stack: a long chain of nodes must not depend on how deep JavaScript may recurse.
  for (const { node: root } of outputs.values()) {
    const stack: { node: Node; next: number }[] = seen.has(root) ? [] : [{ node: root, next: 0 }];
    seen.add(root);
    while (stack.length > 0) {
      const top = stack[stack.length - 1] as { node: Node; next: number };
      const input = top.node.inputs[top.next];
      top.next += 1;
      if (input === undefined) {
        nodes.push(top.node);
        stack.pop();
      } else if (!seen.has(input.node)) {
        seen.add(input.node);
        stack.push({ node: input.node, next: 0 });
      }
    }
  }
  return { nodes, outputs };
}
