import { defineOp, type Op } from '../graph/op.ts';
import { floats, sizeOf } from '../graph/tensor.ts';
import { exp } from './exp.ts';
import { multiply } from './multiply.ts';
import { reduceSum } from './reduce-sum.ts';
import { subtract } from './subtract.ts';

/** `x - log(sum(e^x))` over the last axis. */
export const logSoftmax: Op = defineOp({
  name: 'logSoftmax',
  attributes: {},
  shape: ([x]) => [{ dtype: 'f32', shape: x!.shape }],
  gradient: ({ outputs: [y], outputGradients: [dy], g }) => {
    const total = g.call(reduceSum, [dy!], { axes: [y!.shape.length - 1], keepDimensions: true });
    return [g.call(subtract, [dy!, g.call(multiply, [g.call(exp, [y!]), total])])];
  },
  flops: ([x]) => 4 * sizeOf(x!),
  evaluate: ([x]) => {
    const result = floats(x!.shape);
    const width = x!.shape.at(-1) as number;
    for (let start = 0; start < x!.data.length; start += width) {
      const row = (x!.data as Float64Array).subarray(start, start + width);
      const largest = row.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
      const total = largest + Math.log(row.reduce((sum, value) => sum + Math.exp(value - largest), 0));
      for (let place = 0; place < width; place += 1) result.data[start + place] = (row[place] as number) - total;
    }
    return [result];
  },
  onnx: ({ inputs: [x] }, writer) => writer.add('LogSoftmax', [writer.name(x!)], { axis: -1 }),
  tensorflow: ({ inputs: [x] }, writer) => writer.add('LogSoftmax', [writer.name(x!)]),
});
