import { type Dimension, printShape, product, resolveShape } from '../graph/dimension.ts';
import { defineOp, type Op, ShapeError } from '../graph/op.ts';

/** The same elements in the same order under another shape. `shape` may hold symbols: `[B, T_said, 100]` to `[B*T_said, 100]`. */
export const reshape: Op<{ readonly shape: readonly Dimension[] }> = defineOp<{ readonly shape: readonly Dimension[] }>({
  name: 'reshape',
  attributes: { shape: [] },
  shape: ([x], { shape }) => {
    if (product(x!.shape) !== product(shape))
      throw new ShapeError('reshape', `${printShape(x!.shape)} does not hold as many elements as ${printShape(shape)}`);
    return [{ dtype: x!.dtype, shape }];
  },
  gradient: ({ inputs: [x], outputGradients: [dy], g }) => [g.call(reshape, [dy!], { shape: x!.shape })],
  flops: () => 0,
  evaluate: ([x], { shape }, { bindings }) => [{ ...x!, shape: resolveShape(shape, bindings) }],
  onnx: ({ inputs: [x] }, writer, { shape }) => writer.add('Reshape', [writer.name(x!), writer.shape(shape)]),
  tensorflow: ({ inputs: [x] }, writer, { shape }) => writer.add('Reshape', [writer.name(x!), writer.shape(shape)]),
});
