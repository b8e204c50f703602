import { type Dimension, resolveShape } from '../graph/dimension.ts';
import { defineOp, type Op } from '../graph/op.ts';
import { zeros } from '../graph/tensor.ts';
import { broadcastIndex, broadcastShapes, sumTo } from './_broadcast.ts';

/** Repeats axes of 1 (and adds axes in front) until the value has `shape`. */
export const broadcastTo: Op<{ readonly shape: readonly Dimension[] }> = defineOp<{ readonly shape: readonly Dimension[] }>({
  name: 'broadcastTo',
  attributes: { shape: [] },
  shape: ([x], { shape }) => [{ dtype: x!.dtype, shape: broadcastShapes('broadcastTo', x!.shape, shape) }],
  gradient: ({ inputs: [x], outputGradients: [dy], g }) => [sumTo(g, dy!, x!)],
  flops: () => 0,
  evaluate: ([x], { shape }, { bindings }) => {
    const result = zeros(x!.dtype, resolveShape(shape, bindings));
    const source = broadcastIndex(x!.shape, result.shape);
    for (let place = 0; place < result.data.length; place += 1) result.data[place] = x!.data[source[place] as number] as number;
    return [result];
  },
  onnx: ({ inputs: [x] }, writer, { shape }) => writer.add('Expand', [writer.name(x!), writer.shape(shape)]),
  tensorflow: ({ inputs: [x] }, writer, { shape }) => writer.add('BroadcastTo', [writer.name(x!), writer.shape(shape)]),
});
