import type { Op } from '../graph/op.ts';
import { defineUnary } from './_element-wise.ts';
import { scalar } from './_scalar.ts';
import { greater } from './greater.ts';
import { select } from './select.ts';

/** `max(x, 0)`. The gradient reads the output only, so that a product, its bias and this fuse into one kernel. */
export const relu: Op = defineUnary({
  name: 'relu',
  apply: (x) => Math.max(x, 0),
  gradient: (g, dy, _, y) => g.call(select, [g.call(greater, [y, scalar(g, 0)]), dy, scalar(g, 0)]),
  onnx: 'Relu',
  tensorflow: 'Relu',
});
