import { defineOp, type Op } from '../graph/op.ts';
import { floats, sizeOf } from '../graph/tensor.ts';
import { broadcastIndex } from './_broadcast.ts';
import { writeReduction } from './_tensorflow.ts';
import { cast } from './cast.ts';
import { divide } from './divide.ts';
import { equal } from './equal.ts';
import { multiply } from './multiply.ts';
import { reducedShape, reduceSum } from './reduce-sum.ts';
import { reshape } from './reshape.ts';

/** Maximum over `axes`, as `reduceSum`. Equal maxima share the gradient evenly. */
export const reduceMax: Op<{ readonly axes: readonly number[]; readonly keepDimensions: boolean }> = defineOp<{
  readonly axes: readonly number[];
  readonly keepDimensions: boolean;
}>({
  name: 'reduceMax',
  attributes: { axes: [], keepDimensions: false },
  shape: ([x], { axes, keepDimensions }) => [{ dtype: 'f32', shape: reducedShape(x!.shape, axes, keepDimensions) }],
  gradient: ({ inputs: [x], outputs: [y], outputGradients: [dy], attributes: { axes }, g }) => {
    const kept = reducedShape(x!.shape, axes, true);
    const isMaximum = g.call(cast, [g.call(equal, [x!, g.call(reshape, [y!], { shape: kept })])], { to: 'f32' });
    const count = g.call(reduceSum, [isMaximum], { axes, keepDimensions: true });
    const share = g.call(divide, [g.call(reshape, [dy!], { shape: kept }), count]);
    return [g.call(multiply, [isMaximum, share])];
  },
  flops: ([x]) => sizeOf(x!),
  evaluate: ([x], { axes, keepDimensions }) => {
    const result = floats(reducedShape(x!.shape, axes, keepDimensions) as number[], Number.NEGATIVE_INFINITY);
    const target = broadcastIndex(reducedShape(x!.shape, axes, true) as number[], x!.shape);
    for (let place = 0; place < x!.data.length; place += 1) {
      const group = target[place] as number;
      result.data[group] = Math.max(result.data[group] as number, x!.data[place] as number);
    }
    return [result];
  },
  onnx: ({ inputs: [x] }, writer, { axes, keepDimensions }) =>
    axes.length === 0
      ? writer.add('Identity', [writer.name(x!)])
      : writer.add('ReduceMax', [writer.name(x!), writer.longs(axes)], { keepdims: keepDimensions ? 1 : 0 }),
  tensorflow: ({ inputs: [x] }, writer, attributes) => writeReduction(writer, 'Max', x!, attributes),
});
