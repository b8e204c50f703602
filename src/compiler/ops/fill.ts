import { type Dimension, resolveShape } from '../graph/dimension.ts';
import { defineOp } from '../graph/op.ts';
import { floats } from '../graph/tensor.ts';
import { filled } from './_onnx.ts';

/** One number in every place of a shape that may hold symbols. */
export const fill = defineOp({
  name: 'fill',
  attributes: { value: 0, shape: [] as readonly Dimension[] },
  shape: (_, { shape }) => [{ dtype: 'f32', shape }],
  flops: () => 0,
  evaluate: (_, { value, shape }, { bindings }) => [floats(resolveShape(shape, bindings), value)],
  onnx: (_, writer, { value, shape }) => [filled(writer, value, shape)],
  tensorflow: (_, writer, { value, shape }) =>
    shape.length === 0 ? [writer.floats([value], [])] : writer.add('Fill', [writer.shape(shape), writer.floats([value], [])]),
});
