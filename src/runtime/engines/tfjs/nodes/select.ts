import { broadcastShapes } from '../../../../compiler/ops/_broadcast.ts';
import { broadcast } from '../broadcast.ts';
import { defineNode } from '../define-node.ts';
import { deviceValue } from '../values.ts';

/** One of two values element by element, as a condition says. tfjs wants all three of one shape. */
export const select = defineNode({
  ops: ['SelectV2'],
  device({ op, inputs, runtime }) {
    const operands = inputs.map((input) => runtime.tensor(input));
    const shape = operands.reduce<number[]>((common, { shape: own }) => broadcastShapes(op, common, own) as number[], []);
    const repeated = operands.map((operand) => broadcast(runtime, operand, shape));
    const [condition, t, e] = repeated.map(({ tensor }) => tensor);
    const chosen = runtime.run('Select', { condition: condition!, t: t!, e: e! });
    for (const { tensor, isNew } of repeated) if (isNew) runtime.dispose(tensor);
    return [deviceValue(chosen)];
  },
});
