import { tanh as tanhOp } from '../../ops/tanh.ts';
import { defineActivation } from '../define-activation.ts';

export const tanh = defineActivation({
  name: 'tanh',
  doc: 'Hyperbolic tangent, in -1..1.',
  build: (g, x) => g.call(tanhOp, [x]),
});
