import { type Dimension, printShape, resolve } from '../graph/dimension.ts';
import { defineOp, type Op, ShapeError } from '../graph/op.ts';
import { zeros } from '../graph/tensor.ts';
import { copySteps, withAxis } from './_blocks.ts';
import { writePad } from './_tensorflow.ts';
import { slice } from './slice.ts';

/**
 * Puts the input at step `before` of an axis of `size` steps; the other steps hold `value`. The reverse of `slice`.
 *
 * `x [B, 1, 8]` at axis 1, before 0, size `T` is `[B, T, 8]` with the input in front.
 */
export const pad: Op<PadAttributes> = defineOp<PadAttributes>({
  name: 'pad',
  attributes: { axis: 0, before: 0, size: 1, value: 0 },
  shape: ([x], { axis, before, size }) => {
    const inner = x!.shape[axis];
    const fits = inner !== undefined && !([inner, before, size].every((n) => typeof n === 'number') && +before + +inner > +size);
    if (!fits) throw new ShapeError('pad', `axis ${axis} of ${printShape(x!.shape)} does not fit in ${size} from ${before}`);
    return [{ dtype: 'f32', shape: withAxis(x!.shape, axis, size) }];
  },
  gradient: ({ inputs: [x], outputGradients: [dy], attributes: { axis, before }, g }) => [
    g.call(slice, [dy!], { axis, start: before, size: x!.shape[axis] as Dimension }),
  ],
  flops: () => 0,
  evaluate: ([x], { axis, before, size, value }, { bindings }) => {
    const result = zeros('f32', withAxis(x!.shape, axis, resolve(size, bindings)));
    result.data.fill(value);
    copySteps(x!, result, axis, 0, resolve(before, bindings), x!.shape[axis] as number);
    return [result];
  },
  onnx: ({ inputs: [x] }, writer, { axis, before, size, value }) => {
    const [front, inner, whole] = [before, x!.shape[axis] as Dimension, size].map((dimension) => writer.shape([dimension]));
    const [behind] =
      [before, inner, size].every((n) => typeof n === 'number') && typeof x!.shape[axis] === 'number'
        ? [writer.longs([+size - +before - +x!.shape[axis]])]
        : writer.add('Sub', [writer.add('Sub', [whole!, inner!])[0]!, front!]);
    const [pads] = writer.add('Concat', [front!, behind!], { axis: 0 });
    return writer.add('Pad', [writer.name(x!), pads!, writer.floats([value], []), writer.longs([axis])]);
  },
  tensorflow: ({ inputs: [x] }, writer, { axis, before, size, value }) => {
    const inner = x!.shape[axis] as Dimension;
    const name = writer.name(x!);
    const behind =
      typeof size === 'number' && typeof inner === 'number' && typeof before === 'number' ? size - inner - before : null;
    const amounts = x!.shape.map((_, place) => (place === axis && behind !== null ? [before as number, behind] : [0, 0]));
    if (behind !== null) return writePad(writer, name, amounts, value);
    const [rest] = writer.add('Sub', [writer.size(size), writer.size(inner)]);
    const [after] = before === 0 ? [rest] : writer.add('Sub', [rest!, writer.size(before)]);
    const zero = writer.integers([0], []);
    const sizes = x!.shape.flatMap((_, place) => (place === axis ? [writer.size(before), after!] : [zero, zero]));
    const [packed] = writer.add('Pack', sizes, { axis: { int: 0 } });
    const [paddings] = writer.add('Reshape', [packed!, writer.integers([x!.shape.length, 2])]);
    return writer.add('PadV2', [name, paddings!, writer.floats([value], [])]);
  },
});

type PadAttributes = {
  readonly axis: number;
  readonly before: Dimension;
  readonly size: Dimension;
  readonly value: number;
};
