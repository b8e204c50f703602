import type { Op } from '../graph/op.ts';
import { defineUnary } from './_element-wise.ts';

/** `-x`. */
export const negate: Op = defineUnary({
  name: 'negate',
  apply: (x) => -x,
  gradient: (g, dy) => g.call(negate, [dy]),
  onnx: 'Neg',
  tensorflow: 'Neg',
});
