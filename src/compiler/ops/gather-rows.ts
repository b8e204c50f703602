import { type Dimension, printShape } from '../graph/dimension.ts';
import { defineOp, type Op, ShapeError } from '../graph/op.ts';
import { floats } from '../graph/tensor.ts';
import { scatterAddRows } from './scatter-add-rows.ts';

/**
 * Rows of a table by number: `table [V, D]` and `ids [...]` give `[..., D]`.
 *
 * The rule below is the dense gradient. For tables that are trained by rows, `differentiate` stops here and reports rows and ids instead.
 */
export const gatherRows: Op = defineOp({
  name: 'gatherRows',
  attributes: {},
  shape: ([table, ids]) => {
    if (table!.shape.length !== 2 || ids!.dtype !== 'i32')
      throw new ShapeError('gatherRows', `takes a table and i32, not ${printShape(table!.shape)} and ${ids!.dtype}`);
    return [{ dtype: table!.dtype, shape: [...ids!.shape, table!.shape[1] as Dimension] }];
  },
  gradient: ({ inputs: [table, ids], outputGradients: [dy], g }) => [
    g.call(scatterAddRows, [dy!, ids!], { count: table!.shape[0] as Dimension }),
    null,
  ],
  flops: () => 0,
  evaluate: ([table, ids]) => {
    const [count, width] = table!.shape as readonly [number, number];
    const result = floats([...ids!.shape, width]);
    for (const [place, row] of ids!.data.entries()) {
      if (row < 0 || row >= count) throw new Error(`gatherRows: row ${row} of a table with ${count} rows (a bug of emoc)`);
      result.data.set(table!.data.subarray(row * width, (row + 1) * width), place * width);
    }
    return [result];
  },
  onnx: ({ inputs: [table, ids] }, writer) => writer.add('Gather', [writer.name(table!), writer.name(ids!)], { axis: 0 }),
  tensorflow: ({ inputs: [table, ids] }, writer) =>
    writer.add('GatherV2', [writer.name(table!), writer.name(ids!), writer.integers([0], [])]),
});
