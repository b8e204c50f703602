import { add } from '../../ops/add.ts';
import { erf } from '../../ops/erf.ts';
import { multiply } from '../../ops/multiply.ts';
import { defineActivation } from '../define-activation.ts';
import { number } from './_number.ts';

export const gelu = defineActivation({
  name: 'gelu',
  doc: '`x` times the normal distribution function of `x`, by erf. Hendrycks and Gimpel 2016.',
  build: (g, x) => {
    const share = g.call(add, [g.call(erf, [g.call(multiply, [x, number(g, Math.SQRT1_2)])]), number(g, 1)]);
    return g.call(multiply, [g.call(multiply, [x, number(g, 0.5)]), share]);
  },
});
