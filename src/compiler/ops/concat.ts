import { type Dimension, isSameShape, printShape, sum } from '../graph/dimension.ts';
import type { Value } from '../graph/graph.ts';
import { defineOp, type Op, ShapeError } from '../graph/op.ts';
import { zeros } from '../graph/tensor.ts';
import { copySteps, withAxis } from './_blocks.ts';
import { slice } from './slice.ts';

const total = (sizes: readonly Dimension[]): Dimension => {
  const size = sum(sizes);
  if (size === null) throw new ShapeError('concat', `${sizes.join(' + ')} is not a dimension`);
  return size;
};

/** Values one after another along an axis; all other axes agree. */
export const concat: Op<{ readonly axis: number }> = defineOp<{ readonly axis: number }>({
  name: 'concat',
  attributes: { axis: 0 },
  shape: (inputs, { axis }) => {
    const first = inputs[0]!;
    for (const { dtype, shape } of inputs) {
      if (dtype !== first.dtype || !isSameShape(withAxis(shape, axis, 1), withAxis(first.shape, axis, 1)))
        throw new ShapeError('concat', `${printShape(first.shape)} and ${printShape(shape)} differ outside axis ${axis}`);
    }
    const size = total(inputs.map(({ shape }) => shape[axis] as Dimension));
    return [{ dtype: first.dtype, shape: withAxis(first.shape, axis, size) }];
  },
  gradient: ({ inputs, outputGradients: [dy], attributes: { axis }, wants, g }) => {
    const sizes = inputs.map(({ shape }) => shape[axis] as Dimension);
    return sizes.map((size, place): Value | null =>
      wants[place] ? g.call(slice, [dy!], { axis, start: total(sizes.slice(0, place)), size }) : null,
    );
  },
  flops: () => 0,
  evaluate: (inputs, { axis }) => {
    const sizes = inputs.map(({ shape }) => shape[axis] as number);
    const size = sizes.reduce((whole, part) => whole + part, 0);
    const result = zeros(inputs[0]!.dtype, withAxis(inputs[0]!.shape, axis, size));
    let start = 0;
    for (const [place, input] of inputs.entries()) {
      copySteps(input, result, axis, 0, start, sizes[place] as number);
      start += sizes[place] as number;
    }
    return [result];
  },
  onnx: ({ inputs }, writer, { axis }) =>
    writer.add(
      'Concat',
      inputs.map((value) => writer.name(value)),
      { axis },
    ),
  tensorflow: ({ inputs }, writer, { axis }) =>
    writer.add('ConcatV2', [...inputs.map((value) => writer.name(value)), writer.integers([axis], [])]),
});
