import type { Op } from '../graph/op.ts';
import { defineUnary } from './_element-wise.ts';
import { reluGradient } from './relu-gradient.ts';

/** `max(x, 0)`. The gradient reads the output only, so that a product, its bias and this fuse into one kernel. */
export const relu: Op = defineUnary({
  name: 'relu',
  apply: (x) => Math.max(x, 0),
  gradient: (g, dy, _, y) => g.call(reluGradient, [y, dy]),
  onnx: 'Relu',
  tensorflow: 'Relu',
});
