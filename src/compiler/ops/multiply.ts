import type { Op } from '../graph/op.ts';
import { defineBinary } from './_element-wise.ts';

/** Element-wise product, broadcasting. */
export const multiply: Op = defineBinary({
  name: 'multiply',
  apply: (a, b) => a * b,
  gradient: (g, dy, a, b) => ({ a: () => g.call(multiply, [dy, b]), b: () => g.call(multiply, [dy, a]) }),
  onnx: 'Mul',
  tensorflow: 'Mul',
});
