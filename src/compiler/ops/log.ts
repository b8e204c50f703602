import type { Op } from '../graph/op.ts';
import { defineUnary } from './_element-wise.ts';
import { divide } from './divide.ts';

/** Natural logarithm; the input must be positive. */
export const log: Op = defineUnary({
  name: 'log',
  apply: Math.log,
  gradient: (g, dy, x) => g.call(divide, [dy, x]),
  onnx: 'Log',
  tensorflow: 'Log',
});
