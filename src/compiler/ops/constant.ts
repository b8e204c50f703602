import type { Dtype } from '../graph/graph.ts';
import { defineOp, ShapeError } from '../graph/op.ts';
import { sizeOf, type Tensor } from '../graph/tensor.ts';
import { boolCode } from './_onnx.ts';

/** Numbers that are part of the program: a rate, a weight, a table of positions. `bool` is written as 0 and 1. */
export const constant = defineOp({
  name: 'constant',
  attributes: { dtype: 'f32', shape: [] as readonly number[], values: [] as readonly number[] },
  shape: (_, { dtype, shape, values }) => {
    if (sizeOf(shape) !== values.length) throw new ShapeError('constant', `${values.length} values for [${shape.join(', ')}]`);
    return [{ dtype: dtype as Dtype, shape }];
  },
  flops: () => 0,
  evaluate: (_, { dtype, shape, values }): Tensor[] => [
    {
      dtype: dtype as Dtype,
      shape,
      data: dtype === 'f32' ? Float64Array.from(values) : dtype === 'i32' ? Int32Array.from(values) : Uint8Array.from(values),
    },
  ],
  onnx: (_, writer, { dtype, shape, values }) => {
    if (dtype === 'f32') return [writer.floats(values, shape)];
    const integers = writer.integers(values, shape);
    return dtype === 'i32' ? [integers] : writer.add('Cast', [integers], { to: boolCode });
  },
  tensorflow: (_, writer, { dtype, shape, values }) => {
    if (dtype === 'f32') return [writer.floats(values, shape)];
    if (dtype === 'i32') return [writer.integers(values, shape)];
    return writer.add('Const', [], { dtype: { type: 'bool' }, value: { tensor: { dtype: 'bool', shape, values } } });
  },
});
