import { type Dimension, resolve } from '../graph/dimension.ts';
import { defineOp } from '../graph/op.ts';
import { floats } from '../graph/tensor.ts';

/** The number a dimension stands for, as an `f32` scalar: what a mean over a symbolic axis divides by. */
export const sizeOf = defineOp({
  name: 'sizeOf',
  attributes: { dimension: 1 as Dimension },
  shape: () => [{ dtype: 'f32', shape: [] }],
  flops: () => 0,
  evaluate: (_, { dimension }, { bindings }) => [floats([], resolve(dimension, bindings))],
  onnx: (_, writer, { dimension }) => [writer.count(dimension)],
  tensorflow: (_, writer, { dimension }) => [writer.count(dimension)],
});
