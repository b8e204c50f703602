import type { Op } from '../graph/op.ts';
import { defineUnary } from './_element-wise.ts';
import { multiply } from './multiply.ts';
import { subtract } from './subtract.ts';

/** `1 / (1 + e^-x)`; the gradient reads the output: `dy (y - y^2)`. */
export const sigmoid: Op = defineUnary({
  name: 'sigmoid',
  apply: (x) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))),
  gradient: (g, dy, _, y) => g.call(multiply, [dy, g.call(subtract, [y, g.call(multiply, [y, y])])]),
  onnx: 'Sigmoid',
  tensorflow: 'Sigmoid',
});
