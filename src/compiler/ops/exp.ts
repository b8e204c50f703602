import type { Op } from '../graph/op.ts';
import { defineUnary } from './_element-wise.ts';
import { multiply } from './multiply.ts';

/** `e^x`. */
export const exp: Op = defineUnary({
  name: 'exp',
  apply: Math.exp,
  gradient: (g, dy, _, y) => g.call(multiply, [dy, y]),
  onnx: 'Exp',
  tensorflow: 'Exp',
});
