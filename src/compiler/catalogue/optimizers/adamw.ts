import { defineOptimizer } from '../define-optimizer.ts';
import { number } from '../schema.ts';
import { adamParameters, adamUpdate } from './_adam.ts';
import { numeric } from './_arithmetic.ts';

export const adamw = defineOptimizer({
  name: 'adamw',
  doc: 'Adam with decoupled weight decay. Loshchilov and Hutter 2019, algorithm 2.',
  example: 'adamw(1e-3, weight_decay = 0.01)',
  schema: {
    positional: ['rate'],
    parameters: {
      ...adamParameters,
      weight_decay: number('Share of each weight, times the rate, that a step takes off.', {
        default: 0.01,
        minimum: 0,
        elsewhere: ['wd'],
      }),
    },
  },
  ...adamUpdate((settings) => numeric(settings, 'weight_decay')),
});
