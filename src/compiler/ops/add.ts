import { defineOp } from '../graph/op.ts';
import { sizeOf, tensor } from '../graph/tensor.ts';
import { broadcastShapes, mapPairs, sumTo } from './_broadcast.ts';

/** Element-wise sum, broadcasting: `a [B, 64] + b [64]` is `[B, 64]`. */
export const add = defineOp({
  name: 'add',
  attributes: {},
  shape: ([a, b]) => [{ dtype: 'f32', shape: broadcastShapes('add', a!.shape, b!.shape) }],
  gradient: ({ inputs: [a, b], outputGradients: [dy], g }) => [sumTo(g, dy!, a!), sumTo(g, dy!, b!)],
  flops: (_, [y]) => sizeOf(y!),
  evaluate: ([a, b]) => {
    const { shape, data } = mapPairs(a!, b!, (left, right) => left + right);
    return [tensor(shape, data)];
  },
  onnx: ({ inputs: [a, b] }, writer) => writer.add('Add', [writer.name(a!), writer.name(b!)]),
});
