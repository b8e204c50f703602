import { type Dimension, resolve } from '../graph/dimension.ts';
import { defineOp, ShapeError } from '../graph/op.ts';
import { floats } from '../graph/tensor.ts';
import { oneHotOf } from './_onnx.ts';

/** Numbers as rows of zeros with a one: `ids [...]` give `[..., depth]`. An id outside the row gives zeros. */
export const oneHot = defineOp({
  name: 'oneHot',
  attributes: { depth: 1 as Dimension },
  shape: ([ids], { depth }) => {
    if (ids!.dtype !== 'i32') throw new ShapeError('oneHot', `takes i32, not ${ids!.dtype}`);
    return [{ dtype: 'f32', shape: [...ids!.shape, depth] }];
  },
  flops: () => 0,
  evaluate: ([ids], { depth }, { bindings }) => {
    const width = resolve(depth, bindings);
    const result = floats([...ids!.shape, width]);
    for (const [place, id] of ids!.data.entries()) if (id >= 0 && id < width) result.data[place * width + id] = 1;
    return [result];
  },
  onnx: ({ inputs: [ids] }, writer, { depth }) => [oneHotOf(writer, writer.name(ids!), depth)],
  tensorflow: ({ inputs: [ids] }, writer, { depth }) => {
    const [on, off] = [writer.floats([1], []), writer.floats([0], [])];
    return writer.add('OneHot', [writer.name(ids!), writer.size(depth), on, off], { axis: { int: -1 } });
  },
});
