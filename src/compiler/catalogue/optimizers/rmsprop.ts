import { defineOptimizer } from '../define-optimizer.ts';
import { flag, number } from '../schema.ts';
import { decay, rate } from './_rate.ts';

export const rmsprop = defineOptimizer({
  name: 'rmsprop',
  doc: 'RMSprop. Tieleman and Hinton 2012; centred: Graves 2013, eq. 38 to 45.',
  example: 'rmsprop(1e-3)',
  schema: {
    positional: ['rate'],
    parameters: {
      rate: rate(1e-3),
      decay,
      alpha: number('Share of the running mean square that a step keeps.', { default: 0.99, minimum: 0, maximum: 0.999999 }),
      epsilon: number('Added to the root, outside it.', { default: 1e-8, minimum: 0 }),
      momentum: number('Share of the last velocity that is kept; 0 keeps none.', { default: 0, minimum: 0, maximum: 0.999999 }),
      centred: flag('Divides by the root of the variance instead of the mean square.'),
    },
  },
  slots: ({ momentum, centred }) => 1 + (centred === true ? 1 : 0) + (momentum === 0 ? 0 : 1),
});
