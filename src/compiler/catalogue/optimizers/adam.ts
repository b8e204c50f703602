import { defineOptimizer } from '../define-optimizer.ts';
import { adamParameters, adamUpdate } from './_adam.ts';

export const adam = defineOptimizer({
  name: 'adam',
  doc: 'Adam with bias correction. Kingma and Ba 2015, algorithm 1.',
  example: 'adam(1e-3, decay = 0.96 per epoch)',
  schema: {
    positional: ['rate'],
    parameters: adamParameters,
  },
  ...adamUpdate(() => 0),
});
