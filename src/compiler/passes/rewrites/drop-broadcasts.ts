import { isSameShape } from '../../graph/dimension.ts';
import type { Value } from '../../graph/graph.ts';
import { add } from '../../ops/add.ts';
import { broadcastTo } from '../../ops/broadcast-to.ts';
import { divide } from '../../ops/divide.ts';
import { equal } from '../../ops/equal.ts';
import { greater } from '../../ops/greater.ts';
import { greaterEqual } from '../../ops/greater-equal.ts';
import { less } from '../../ops/less.ts';
import { logicalAnd } from '../../ops/logical-and.ts';
import { maximum } from '../../ops/maximum.ts';
import { minimum } from '../../ops/minimum.ts';
import { multiply } from '../../ops/multiply.ts';
import { reshape } from '../../ops/reshape.ts';
import { select } from '../../ops/select.ts';
import { subtract } from '../../ops/subtract.ts';
import { defineRewrite, isFrom } from './_rewrite.ts';

const broadcasting = new Set(
  [add, subtract, multiply, divide, maximum, minimum, greater, greaterEqual, less, equal, logicalAnd, select].map(
    ({ name }) => name,
  ),
);

export const dropBroadcasts = defineRewrite({
  name: 'dropBroadcasts',
  reason: 'Element-wise ops repeat and widen their operands themselves, without writing the copies.',
  rule: ({ node, g }) => {
    if (!broadcasting.has(node.op.name)) return null;
    const output = node.outputs[0] as Value;
    for (const [place, value] of node.inputs.entries()) {
      const isWidened = isFrom(value, reshape) && value.node.inputs[0]?.shape.length === 0;
      if (!isFrom(value, broadcastTo) && !isWidened) continue;
      const inputs = node.inputs.with(place, value.node.inputs[0] as Value);
      const instead = g.call(node.op, inputs, node.attributes);
      if (isSameShape(instead.shape, output.shape)) return [instead];
    }
    return null;
  },
});
