import type { TensorflowDtype } from '../../../../compiler/graph/tensorflow-writer.ts';
import { broadcastIndex, broadcastShapes } from '../../../../compiler/ops/_broadcast.ts';
import { defineNode } from '../define-node.ts';
import { deviceValue, type HostValue, hostValue } from '../values.ts';

interface Operation {
  readonly kernel: string;
  readonly apply: (a: number, b: number) => number;
  /** Where it is not the operands' own. */
  readonly dtype?: TensorflowDtype;
}

const comparison = (kernel: string, holds: (a: number, b: number) => boolean): Operation => ({
  kernel,
  apply: (a, b) => (holds(a, b) ? 1 : 0),
  dtype: 'bool',
});

const operations: Readonly<Record<string, Operation>> = {
  AddV2: { kernel: 'Add', apply: (a, b) => a + b },
  FloorDiv: { kernel: 'FloorDiv', apply: (a, b) => Math.floor(a / b) },
  Maximum: { kernel: 'Maximum', apply: Math.max },
  Minimum: { kernel: 'Minimum', apply: Math.min },
  Mul: { kernel: 'Multiply', apply: (a, b) => a * b },
  RealDiv: { kernel: 'RealDiv', apply: (a, b) => a / b },
  Sub: { kernel: 'Sub', apply: (a, b) => a - b },
  Equal: comparison('Equal', (a, b) => a === b),
  Greater: comparison('Greater', (a, b) => a > b),
  GreaterEqual: comparison('GreaterEqual', (a, b) => a >= b),
  Less: comparison('Less', (a, b) => a < b),
  LessEqual: comparison('LessEqual', (a, b) => a <= b),
  LogicalAnd: comparison('LogicalAnd', (a, b) => a !== 0 && b !== 0),
};

/** Operations on two operands, element by element, each broadcast to the other's shape. */
export const arithmetic = defineNode({
  ops: Object.keys(operations),

  host({ op, inputs: [a, b] }) {
    const { apply, dtype } = operations[op] as Operation;
    const [left, right] = [a, b] as readonly [HostValue, HostValue];
    const shape = broadcastShapes(op, left.shape, right.shape) as number[];
    const [ofLeft, ofRight] = [broadcastIndex(left.shape, shape), broadcastIndex(right.shape, shape)];
    const values = Array.from(ofLeft, (from, place) =>
      apply(left.values[from] as number, right.values[ofRight[place] as number] as number),
    );
    return [hostValue(dtype ?? left.dtype, shape, values)];
  },

  device({ op, inputs: [a, b], runtime }) {
    const { kernel } = operations[op] as Operation;
    return [deviceValue(runtime.run(kernel, { a: runtime.tensor(a), b: runtime.tensor(b) }))];
  },
});
