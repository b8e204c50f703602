import { multiply } from '../../ops/multiply.ts';
import { sigmoid } from '../../ops/sigmoid.ts';
import { defineActivation } from '../define-activation.ts';

export const swish = defineActivation({
  name: 'swish',
  doc: '`x * sigmoid(x)`, also called SiLU. Ramachandran et al. 2017.',
  elsewhere: ['silu'],
  build: (g, x) => g.call(multiply, [x, g.call(sigmoid, [x])]),
});
