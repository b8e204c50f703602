import { type Dimension, resolveShape } from '../graph/dimension.ts';
import type { Dtype } from '../graph/graph.ts';
import { defineOp } from '../graph/op.ts';

/**
 * A value that comes from outside: a field of the batch, a parameter or a buffer, told apart by `role`.
 *
 * Who runs a graph binds each input by its name before the first node is computed; the op itself is never evaluated.
 */
export const input = defineOp({
  name: 'input',
  attributes: { name: '', role: 'field', dtype: 'f32', shape: [] as readonly Dimension[] },
  shape: (_, { dtype, shape }) => [{ dtype: dtype as Dtype, shape }],
  flops: () => 0,
  evaluate: (_, { name, shape }, { bindings }) => {
    throw new Error(`the input ${name} [${resolveShape(shape, bindings).join(', ')}] is not bound (a bug of emoc)`);
  },
  onnx: (_, __, { name }) => [name],
  tensorflow: (_, writer, { name, dtype, shape }) => [writer.input(name, dtype as Dtype, shape)],
});
