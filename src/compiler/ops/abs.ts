import type { Op } from '../graph/op.ts';
import { defineUnary } from './_element-wise.ts';
import { multiply } from './multiply.ts';
import { sign } from './sign.ts';

/** `|x|`, with the gradient 0 at 0. */
export const abs: Op = defineUnary({
  name: 'abs',
  apply: Math.abs,
  gradient: (g, dy, x) => g.call(multiply, [dy, g.call(sign, [x])]),
  onnx: 'Abs',
  tensorflow: 'Abs',
});
