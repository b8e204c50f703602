import { defineOp, type Op } from '../graph/op.ts';
import { floats, sizeOf } from '../graph/tensor.ts';
import { multiply } from './multiply.ts';
import { reduceSum } from './reduce-sum.ts';
import { subtract } from './subtract.ts';

/** `e^x / sum(e^x)` over the last axis. */
export const softmax: Op = defineOp({
  name: 'softmax',
  attributes: {},
  shape: ([x]) => [{ dtype: 'f32', shape: x!.shape }],
  gradient: ({ outputs: [y], outputGradients: [dy], g }) => {
    const weighted = g.call(multiply, [dy!, y!]);
    const total = g.call(reduceSum, [weighted], { axes: [y!.shape.length - 1], keepDimensions: true });
    return [g.call(subtract, [weighted, g.call(multiply, [y!, total])])];
  },
  flops: ([x]) => 4 * sizeOf(x!),
  evaluate: ([x]) => {
    const result = floats(x!.shape);
    const width = x!.shape.at(-1) as number;
    for (let start = 0; start < x!.data.length; start += width) {
      const row = (x!.data as Float64Array).subarray(start, start + width);
      const largest = row.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
      const powers = row.map((value) => Math.exp(value - largest));
      const total = powers.reduce((sum, value) => sum + value, 0);
      for (let place = 0; place < width; place += 1) result.data[start + place] = (powers[place] as number) / total;
    }
    return [result];
  },
  onnx: ({ inputs: [x] }, writer) => writer.add('Softmax', [writer.name(x!)], { axis: -1 }),
  tensorflow: ({ inputs: [x] }, writer) => writer.add('Softmax', [writer.name(x!)]),
});
