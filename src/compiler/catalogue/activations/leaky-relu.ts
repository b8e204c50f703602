import { maximum } from '../../ops/maximum.ts';
import { multiply } from '../../ops/multiply.ts';
import { defineActivation } from '../define-activation.ts';
import { number } from './_number.ts';

export const leakyRelu = defineActivation({
  name: 'leaky_relu',
  doc: '`x` above 0, `0.01 x` below. Maas et al. 2013.',
  elsewhere: ['lrelu'],
  build: (g, x) => g.call(maximum, [x, g.call(multiply, [x, number(g, 0.01)])]),
});
