import { defineOp, type Op } from '../graph/op.ts';
import { zeros } from '../graph/tensor.ts';
import { copySteps } from './_blocks.ts';
import { shifted } from './_onnx.ts';
import { writeShifted } from './_tensorflow.ts';

/**
 * Moves the steps of an axis one place up (`by` 1: what was at `t - 1`) or down (`by` -1: what was at `t + 1`); the free step is 0.
 *
 * The length stays, so it may be a symbol: states of a recurrence become the states before.
 */
export const shift: Op<{ readonly axis: number; readonly by: number }> = defineOp<{ readonly axis: number; readonly by: number }>(
  {
    name: 'shift',
    attributes: { axis: 0, by: 1 },
    shape: ([x]) => [{ dtype: 'f32', shape: x!.shape }],
    gradient: ({ outputGradients: [dy], attributes: { axis, by }, g }) => [g.call(shift, [dy!], { axis, by: -by })],
    flops: () => 0,
    evaluate: ([x], { axis, by }) => {
      const result = zeros('f32', x!.shape);
      copySteps(x!, result, axis, by === 1 ? 0 : 1, by === 1 ? 1 : 0, (x!.shape[axis] as number) - 1);
      return [result];
    },
    onnx: ({ inputs: [x] }, writer, { axis, by }) => [shifted(writer, writer.name(x!), x!.shape, axis, by)],
    tensorflow: ({ inputs: [x] }, writer, { axis, by }) => [writeShifted(writer, writer.name(x!), x!.shape.length, axis, by)],
  },
);
