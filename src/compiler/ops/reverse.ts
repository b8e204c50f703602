import { defineOp, type Op } from '../graph/op.ts';
import { zeros } from '../graph/tensor.ts';
import { blocksOf } from './_blocks.ts';
import { toTheEnd } from './_onnx.ts';

/** The steps along one axis in reverse order. */
export const reverse: Op<{ readonly axis: number }> = defineOp<{ readonly axis: number }>({
  name: 'reverse',
  attributes: { axis: 0 },
  shape: ([x]) => [{ dtype: x!.dtype, shape: x!.shape }],
  gradient: ({ outputGradients: [dy], attributes: { axis }, g }) => [g.call(reverse, [dy!], { axis })],
  flops: () => 0,
  evaluate: ([x], { axis }) => {
    const result = zeros(x!.dtype, x!.shape);
    const { outer, size, inner } = blocksOf(x!.shape, axis);
    for (let row = 0; row < outer * size; row += 1) {
      const step = row % size;
      const start = (row - step + (size - 1 - step)) * inner;
      result.data.set(x!.data.subarray(start, start + inner), row * inner);
    }
    return [result];
  },
  onnx: ({ inputs: [x] }, writer, { axis }) =>
    writer.add('Slice', [
      writer.name(x!),
      writer.longs([-1]),
      writer.longs([-toTheEnd]),
      writer.longs([axis]),
      writer.longs([-1]),
    ]),
  tensorflow: ({ inputs: [x] }, writer, { axis }) => writer.add('ReverseV2', [writer.name(x!), writer.integers([axis])]),
});
