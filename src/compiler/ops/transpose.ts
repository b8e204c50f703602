import { type Dimension, printShape } from '../graph/dimension.ts';
import { defineOp, type Op, ShapeError } from '../graph/op.ts';
import { stridesOf, zeros } from '../graph/tensor.ts';

/** Reorders axes: axis `i` of the result is axis `permutation[i]` of the input. */
export const transpose: Op<{ readonly permutation: readonly number[] }> = defineOp<{ readonly permutation: readonly number[] }>({
  name: 'transpose',
  attributes: { permutation: [] },
  shape: ([x], { permutation }) => {
    const isPermutation = x!.shape.length === permutation.length && x!.shape.every((_, axis) => permutation.includes(axis));
    if (!isPermutation) throw new ShapeError('transpose', `[${permutation.join(', ')}] does not reorder ${printShape(x!.shape)}`);
    return [{ dtype: x!.dtype, shape: permutation.map((axis) => x!.shape[axis] as Dimension) }];
  },
  gradient: ({ outputGradients: [dy], attributes: { permutation }, g }) => [
    g.call(transpose, [dy!], { permutation: permutation.map((_, axis) => permutation.indexOf(axis)) }),
  ],
  flops: () => 0,
  evaluate: ([x], { permutation }) => {
    const result = zeros(
      x!.dtype,
      permutation.map((axis) => x!.shape[axis] as number),
    );
    const strides = stridesOf(x!.shape);
    const steps = permutation.map((axis) => strides[axis] as number);
    const counter = new Array<number>(steps.length).fill(0);
    for (let place = 0, offset = 0; place < result.data.length; place += 1) {
      result.data[place] = x!.data[offset] as number;
      for (let axis = steps.length - 1; axis >= 0; axis -= 1) {
        counter[axis] = (counter[axis] as number) + 1;
        offset += steps[axis] as number;
        if ((counter[axis] as number) < (result.shape[axis] as number)) break;
        offset -= (steps[axis] as number) * (result.shape[axis] as number);
        counter[axis] = 0;
      }
    }
    return [result];
  },
  onnx: ({ inputs: [x] }, writer, { permutation }) => [writer.transpose(writer.name(x!), permutation)],
  tensorflow: ({ inputs: [x] }, writer, { permutation }) =>
    writer.add('Transpose', [writer.name(x!), writer.integers(permutation)]),
});
