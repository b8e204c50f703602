import { defineNode } from '../define-node.ts';
import { hostVector, shapeOf, type Value } from '../values.ts';

/** Shapes are known wherever values are. */
export const shape = defineNode({
  ops: ['Shape'],
  device: ({ inputs: [x] }) => [hostVector(shapeOf(x as Value))],
});
