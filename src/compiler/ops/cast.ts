import type { Dtype } from '../graph/graph.ts';
import { defineOp } from '../graph/op.ts';
import { zeros } from '../graph/tensor.ts';
import { dtypeCodes } from './_onnx.ts';

/** The same numbers under another dtype: to `i32` the fraction is cut off, to `bool` everything but 0 is true. Gradients stop here. */
export const cast = defineOp({
  name: 'cast',
  attributes: { to: 'f32' },
  shape: ([x], { to }) => [{ dtype: to as Dtype, shape: x!.shape }],
  flops: () => 0,
  evaluate: ([x], { to }) => {
    const result = zeros(to as Dtype, x!.shape);
    for (let place = 0; place < result.data.length; place += 1) {
      const value = x!.data[place] as number;
      result.data[place] = to === 'bool' ? Number(value !== 0) : to === 'i32' ? Math.trunc(value) : value;
    }
    return [result];
  },
  onnx: ({ inputs: [x] }, writer, { to }) =>
    writer.elementWise('Cast', [writer.name(x!)], to as Dtype, { to: dtypeCodes[to as Dtype] }),
  tensorflow: ({ inputs: [x] }, writer, { to }) => writer.add('Cast', [writer.name(x!)], { DstT: { type: to as Dtype } }),
});
