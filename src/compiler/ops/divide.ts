import type { Op } from '../graph/op.ts';
import { defineBinary } from './_element-wise.ts';
import { multiply } from './multiply.ts';
import { negate } from './negate.ts';

/** Element-wise quotient, broadcasting. */
export const divide: Op = defineBinary({
  name: 'divide',
  apply: (a, b) => a / b,
  gradient: (g, dy, _, b, y) => ({
    a: () => g.call(divide, [dy, b]),
    b: () => g.call(negate, [g.call(divide, [g.call(multiply, [dy, y]), b])]),
  }),
  onnx: 'Div',
  tensorflow: 'RealDiv',
});
