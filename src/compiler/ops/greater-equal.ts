import type { Op } from '../graph/op.ts';
import { defineComparison } from './_element-wise.ts';

/** `a >= b`, element by element, broadcasting. */
export const greaterEqual: Op = defineComparison({
  name: 'greaterEqual',
  apply: (a, b) => a >= b,
  onnx: 'GreaterOrEqual',
  tensorflow: 'GreaterEqual',
});
