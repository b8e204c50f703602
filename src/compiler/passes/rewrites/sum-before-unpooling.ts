import type { Value } from '../../graph/graph.ts';
import { maxPool2dGradient } from '../../ops/max-pool-2d-gradient.ts';
import { reduceSum } from '../../ops/reduce-sum.ts';
import { defineRewrite, isFrom } from './_rewrite.ts';

/** The axes of an image that pooling shortens. */
const imageAxes = [2, 3];

export const sumBeforeUnpooling = defineRewrite({
  name: 'sumBeforeUnpooling',
  reason: 'A pooling gradient hands each number on to one element of an image: its sum, a bias gradient, is that of the numbers.',
  rule: ({ node, g }) => {
    const [dx] = node.inputs;
    if (node.op.name !== reduceSum.name || !isFrom(dx, maxPool2dGradient)) return null;
    const { axes } = node.attributes as typeof reduceSum.attributes;
    if (!imageAxes.every((axis) => axes.includes(axis))) return null;
    return [g.call(node.op, [dx.node.inputs[2] as Value], node.attributes)];
  },
});
