import { type Dimension, product } from '../graph/dimension.ts';
import { defineOp, type Op } from '../graph/op.ts';
import { sizeOf as elements } from '../graph/tensor.ts';
import { writeReduction } from './_tensorflow.ts';
import { broadcastTo } from './broadcast-to.ts';
import { divide } from './divide.ts';
import { reducedShape, reduceSum } from './reduce-sum.ts';
import { reshape } from './reshape.ts';
import { sizeOf } from './size-of.ts';

/** Mean over `axes`, as `reduceSum`. */
export const reduceMean: Op<{ readonly axes: readonly number[]; readonly keepDimensions: boolean }> = defineOp<{
  readonly axes: readonly number[];
  readonly keepDimensions: boolean;
}>({
  name: 'reduceMean',
  attributes: { axes: [], keepDimensions: false },
  shape: ([x], { axes, keepDimensions }) => [{ dtype: 'f32', shape: reducedShape(x!.shape, axes, keepDimensions) }],
  gradient: ({ inputs: [x], outputGradients: [dy], attributes: { axes }, g }) => {
    const count = g.call(sizeOf, [], { dimension: product(axes.map((axis) => x!.shape[axis] as Dimension)) });
    const kept = g.call(reshape, [g.call(divide, [dy!, count])], { shape: reducedShape(x!.shape, axes, true) });
    return [g.call(broadcastTo, [kept], { shape: x!.shape })];
  },
  flops: ([x], [y]) => elements(x!) + elements(y!),
  evaluate: (inputs, attributes, context) => {
    const [total] = reduceSum.evaluate(inputs, attributes, context);
    const count = inputs[0]!.data.length / total!.data.length;
    return [{ ...total!, data: (total!.data as Float64Array).map((value) => value / count) }];
  },
  onnx: ({ inputs: [x] }, writer, { axes, keepDimensions }) =>
    axes.length === 0
      ? writer.add('Identity', [writer.name(x!)])
      : writer.add('ReduceMean', [writer.name(x!), writer.longs(axes)], { keepdims: keepDimensions ? 1 : 0 }),
  tensorflow: ({ inputs: [x] }, writer, attributes) => writeReduction(writer, 'Mean', x!, attributes),
});
