import type { Op } from '../graph/op.ts';
import { defineUnary } from './_element-wise.ts';
import { scalar } from './_scalar.ts';
import { multiply } from './multiply.ts';
import { subtract } from './subtract.ts';

/** Hyperbolic tangent; the gradient reads the output: `dy (1 - y^2)`. */
export const tanh: Op = defineUnary({
  name: 'tanh',
  apply: Math.tanh,
  gradient: (g, dy, _, y) => g.call(multiply, [dy, g.call(subtract, [scalar(g, 1), g.call(multiply, [y, y])])]),
  onnx: 'Tanh',
  tensorflow: 'Tanh',
});
