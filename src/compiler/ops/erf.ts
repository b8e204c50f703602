import type { Op } from '../graph/op.ts';
import { defineUnary } from './_element-wise.ts';
import { scalar } from './_scalar.ts';
import { exp } from './exp.ts';
import { multiply } from './multiply.ts';
import { negate } from './negate.ts';

/** Error function `2/sqrt(pi) * integral of e^(-t^2) from 0 to x`: the normal distribution inside GELU. */
export const erf: Op = defineUnary({
  name: 'erf',
  apply: errorFunction,
  gradient: (g, dy, x) => {
    const bell = g.call(exp, [g.call(negate, [g.call(multiply, [x, x])])]);
    return g.call(multiply, [dy, g.call(multiply, [bell, scalar(g, 2 / Math.sqrt(Math.PI))])]);
  },
  onnx: 'Erf',
  tensorflow: 'Erf',
});

/** Abramowitz and Stegun 7.1.6 near 0 (all terms positive, so nothing cancels), the continued fraction 7.1.14 outside. */
function errorFunction(x: number): number {
  const size = Math.abs(x);
  if (size > 6) return Math.sign(x);
  const bell = Math.exp(-x * x) / Math.sqrt(Math.PI);
  if (size < 3) {
    let total = 0;
    for (let term = x, n = 0; Math.abs(term) > 1e-18; n += 1, term *= (2 * x * x) / (2 * n + 1)) total += term;
    return 2 * bell * total;
  }
  let tail = size;
  for (let n = 60; n >= 1; n -= 1) tail = size + n / 2 / tail;
  return Math.sign(x) * (1 - bell / tail);
}
