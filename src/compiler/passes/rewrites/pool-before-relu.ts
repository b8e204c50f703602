import type { Value } from '../../graph/graph.ts';
import { maxPool2d } from '../../ops/max-pool-2d.ts';
import { relu } from '../../ops/relu.ts';
import { defineRewrite, isFrom } from './_rewrite.ts';

/** Gradients agree too: where a whole window is at most 0 neither order lets anything through. */
export const poolBeforeRelu = defineRewrite({
  name: 'poolBeforeRelu',
  reason: 'The largest of rectified values is the rectified largest value, and there are fewer of those to rectify.',
  rule: ({ node, isOnlyReader, g }) => {
    const [x] = node.inputs;
    if (node.op.name !== maxPool2d.name || !isFrom(x, relu) || !isOnlyReader(0)) return null;
    const pooled = g.call(node.op, [x.node.inputs[0] as Value], node.attributes);
    return [g.call(relu, [pooled])];
  },
});
