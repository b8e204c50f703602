import type { Op } from '../graph/op.ts';
import { defineComparison } from './_element-wise.ts';

/** `a < b`, element by element, broadcasting. */
export const less: Op = defineComparison({
  name: 'less',
  apply: (a, b) => a < b,
  onnx: 'Less',
  tensorflow: 'Less',
});
