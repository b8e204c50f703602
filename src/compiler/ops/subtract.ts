import type { Op } from '../graph/op.ts';
import { defineBinary } from './_element-wise.ts';
import { negate } from './negate.ts';

/** Element-wise difference, broadcasting. */
export const subtract: Op = defineBinary({
  name: 'subtract',
  apply: (a, b) => a - b,
  gradient: (g, dy) => ({ a: () => dy, b: () => g.call(negate, [dy]) }),
  onnx: 'Sub',
  tensorflow: 'Sub',
});
