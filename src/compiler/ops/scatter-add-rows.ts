import { type Dimension, isSameShape, printShape, product, resolve } from '../graph/dimension.ts';
import { defineOp, type Op, ShapeError } from '../graph/op.ts';
import { floats } from '../graph/tensor.ts';
import { oneHotOf } from './_onnx.ts';
import { gatherRows } from './gather-rows.ts';

/**
 * Adds rows to a table of zeros: `rows [..., D]` and `ids [...]` give `[count, D]`; rows with one id are summed.
 *
 * ONNX Runtime's `ScatterND` with `add` loses sums where ids repeat and two threads run, so this is written as a product with one-hot ids:
 * right, and fast enough for the small tables (speakers, kinds of tokens) that are not trained by rows.
 */
export const scatterAddRows: Op<{ readonly count: Dimension }> = defineOp<{ readonly count: Dimension }>({
  name: 'scatterAddRows',
  attributes: { count: 1 },
  shape: ([rows, ids], { count }) => {
    if (!isSameShape(rows!.shape.slice(0, -1), ids!.shape))
      throw new ShapeError('scatterAddRows', `${printShape(rows!.shape)} is not a row for each of ${printShape(ids!.shape)}`);
    return [{ dtype: 'f32', shape: [count, rows!.shape.at(-1) as Dimension] }];
  },
  gradient: ({ inputs: [, ids], outputGradients: [dy], g }) => [g.call(gatherRows, [dy!, ids!]), null],
  flops: ([rows]) => rows!.reduce((size, dimension) => size * dimension, 1),
  evaluate: ([rows, ids], { count }, { bindings }) => {
    const width = rows!.shape.at(-1) as number;
    const result = floats([resolve(count, bindings), width]);
    for (const [place, row] of ids!.data.entries()) {
      for (let column = 0; column < width; column += 1) {
        const target = row * width + column;
        result.data[target] = (result.data[target] as number) + (rows!.data[place * width + column] as number);
      }
    }
    return [result];
  },
  onnx: ({ inputs: [rows, ids] }, writer, { count }) => {
    const length = product(ids!.shape);
    const [flatIds] = writer.add('Reshape', [writer.name(ids!), writer.shape([length])]);
    const [flatRows] = writer.add('Reshape', [writer.name(rows!), writer.shape([length, rows!.shape.at(-1) as Dimension])]);
    return writer.add('Gemm', [oneHotOf(writer, flatIds!, count), flatRows!], { transA: 1 });
  },
  // One axis of ids: TensorFlow takes any number of them, the kernels of tfjs just one.
  tensorflow: ({ inputs: [rows, ids] }, writer, { count }) => {
    const length = product(ids!.shape);
    const flat = (name: string, shape: readonly Dimension[]): string =>
      ids!.shape.length === 1 ? name : (writer.add('Reshape', [name, writer.shape(shape)])[0] as string);
    const flatRows = flat(writer.name(rows!), [length, rows!.shape.at(-1) as Dimension]);
    return writer.add('UnsortedSegmentSum', [flatRows, flat(writer.name(ids!), [length]), writer.size(count)]);
  },
});
