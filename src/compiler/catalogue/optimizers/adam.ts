import { defineOptimizer } from '../define-optimizer.ts';
import { number } from '../schema.ts';
import { adamUpdate } from './_adam.ts';
import { decay, rate } from './_rate.ts';

export const adam = defineOptimizer({
  name: 'adam',
  doc: 'Adam with bias correction. Kingma and Ba 2015, algorithm 1.',
  example: 'adam(1e-3, decay = 0.96 per epoch)',
  schema: {
    positional: ['rate'],
    parameters: {
      rate: rate(1e-3),
      decay,
      beta1: number('Share of the running mean that a step keeps.', { default: 0.9, minimum: 0, maximum: 0.999999 }),
      beta2: number('Share of the running mean square that a step keeps.', { default: 0.999, minimum: 0, maximum: 0.9999999 }),
      epsilon: number('Added to the root, outside it.', { default: 1e-8, minimum: 0 }),
    },
  },
  ...adamUpdate(() => 0),
});
