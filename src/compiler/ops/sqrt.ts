import type { Op } from '../graph/op.ts';
import { defineUnary } from './_element-wise.ts';
import { scalar } from './_scalar.ts';
import { divide } from './divide.ts';
import { multiply } from './multiply.ts';

/** Square root. Its gradient is infinite at 0: callers add an epsilon first. */
export const sqrt: Op = defineUnary({
  name: 'sqrt',
  apply: Math.sqrt,
  gradient: (g, dy, _, y) => g.call(divide, [g.call(multiply, [dy, scalar(g, 0.5)]), y]),
  onnx: 'Sqrt',
  tensorflow: 'Sqrt',
});
