import { relu as reluOp } from '../../ops/relu.ts';
import { defineActivation } from '../define-activation.ts';

export const relu = defineActivation({
  name: 'relu',
  doc: '`max(x, 0)`. Nair and Hinton 2010.',
  build: (g, x) => g.call(reluOp, [x]),
});
