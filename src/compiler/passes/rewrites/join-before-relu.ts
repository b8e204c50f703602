import type { Value } from '../../graph/graph.ts';
import { concat } from '../../ops/concat.ts';
import { relu } from '../../ops/relu.ts';
import { defineRewrite, isFrom } from './_rewrite.ts';

export const joinBeforeRelu = defineRewrite({
  name: 'joinBeforeRelu',
  reason: 'Encoders that end in a ReLU and are joined are rectified once, forward and backward, and not one by one.',
  rule: ({ node, isOnlyReader, g }) => {
    if (node.op.name !== concat.name || node.inputs.length < 2) return null;
    if (!node.inputs.every((value, place) => isFrom(value, relu) && isOnlyReader(place))) return null;
    const joined = g.call(
      node.op,
      node.inputs.map((value) => value.node.inputs[0] as Value),
      node.attributes,
    );
    return [g.call(relu, [joined])];
  },
});
