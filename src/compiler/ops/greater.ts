import type { Op } from '../graph/op.ts';
import { defineComparison } from './_element-wise.ts';

/** `a > b`, element by element, broadcasting. */
export const greater: Op = defineComparison({
  name: 'greater',
  apply: (a, b) => a > b,
  onnx: 'Greater',
  tensorflow: 'Greater',
});
