import type { Op } from '../graph/op.ts';
import { defineBinary } from './_element-wise.ts';

/** Element-wise sum, broadcasting: `a [B, 64] + b [64]` is `[B, 64]`. */
export const add: Op = defineBinary({
  name: 'add',
  apply: (a, b) => a + b,
  gradient: (_, dy) => ({ a: () => dy, b: () => dy }),
  onnx: 'Add',
  tensorflow: 'AddV2',
});
