import { type Dimension, printShape, resolve } from '../graph/dimension.ts';
import { defineOp, type Op, ShapeError } from '../graph/op.ts';
import { zeros } from '../graph/tensor.ts';
import { copySteps, withAxis } from './_blocks.ts';
import { sumOf } from './_onnx.ts';
import { pad } from './pad.ts';

/** `size` steps along one axis, from step `start`: `x [B, T, 8]` at axis 1, start 0, size 1 is the first frame, `[B, 1, 8]`. */
export const slice: Op<SliceAttributes> = defineOp<SliceAttributes>({
  name: 'slice',
  attributes: { axis: 0, start: 0, size: 1 },
  shape: ([x], { axis, start, size }) => {
    const whole = x!.shape[axis];
    const isInside =
      whole !== undefined && !([whole, start, size].every((n) => typeof n === 'number') && +start + +size > +whole);
    if (!isInside) throw new ShapeError('slice', `${size} from ${start} is not inside axis ${axis} of ${printShape(x!.shape)}`);
    return [{ dtype: x!.dtype, shape: withAxis(x!.shape, axis, size) }];
  },
  gradient: ({ inputs: [x], outputGradients: [dy], attributes: { axis, start }, g }) => [
    g.call(pad, [dy!], { axis, before: start, size: x!.shape[axis] as Dimension }),
  ],
  flops: () => 0,
  evaluate: ([x], { axis, start, size }, { bindings }) => {
    const count = resolve(size, bindings);
    const result = zeros(x!.dtype, withAxis(x!.shape, axis, count));
    copySteps(x!, result, axis, resolve(start, bindings), 0, count);
    return [result];
  },
  onnx: ({ inputs: [x] }, writer, { axis, start, size }) =>
    writer.add('Slice', [writer.name(x!), writer.shape([start]), sumOf(writer, start, size), writer.longs([axis])]),
  tensorflow: ({ inputs: [x] }, writer, { axis, start, size }) => {
    const starts = x!.shape.map((_, place) => (place === axis ? start : 0));
    // -1 is "to the end".
    const sizes = x!.shape.map((_, place) => (place === axis ? size : -1));
    return writer.add('Slice', [writer.name(x!), writer.shape(starts), writer.shape(sizes)]);
  },
});

type SliceAttributes = {
  readonly axis: number;
  readonly start: Dimension;
  readonly size: Dimension;
};
