import type { Op } from '../graph/op.ts';
import { defineComparison } from './_element-wise.ts';

/** `a = b`, element by element, broadcasting. */
export const equal: Op = defineComparison({
  name: 'equal',
  apply: (a, b) => a === b,
  onnx: 'Equal',
  tensorflow: 'Equal',
});
