import type { Op } from '../graph/op.ts';
import { defineUnary } from './_element-wise.ts';

/** -1, 0 or 1. Gradients stop here. */
export const sign: Op = defineUnary({
  name: 'sign',
  apply: Math.sign,
  onnx: 'Sign',
  tensorflow: 'Sign',
});
