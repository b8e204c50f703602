import { sigmoid as sigmoidOp } from '../../ops/sigmoid.ts';
import { defineActivation } from '../define-activation.ts';

export const sigmoid = defineActivation({
  name: 'sigmoid',
  doc: 'Logistic function `1 / (1 + exp(-x))`, in 0..1.',
  elsewhere: ['logistic'],
  build: (g, x) => g.call(sigmoidOp, [x]),
});
