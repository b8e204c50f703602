import { defineOptimizer } from '../define-optimizer.ts';
import { number } from '../schema.ts';
import { adamUpdate } from './_adam.ts';
import { numeric } from './_arithmetic.ts';
import { decay, rate } from './_rate.ts';

export const adamw = defineOptimizer({
  name: 'adamw',
  doc: 'Adam with decoupled weight decay. Loshchilov and Hutter 2019, algorithm 2.',
  example: 'adamw(1e-3, weight_decay = 0.01)',
  schema: {
    positional: ['rate'],
    parameters: {
      rate: rate(1e-3),
      decay,
      beta1: number('Share of the running mean that a step keeps.', { default: 0.9, minimum: 0, maximum: 0.999999 }),
      beta2: number('Share of the running mean square that a step keeps.', { default: 0.999, minimum: 0, maximum: 0.9999999 }),
      epsilon: number('Added to the root, outside it.', { default: 1e-8, minimum: 0 }),
      weight_decay: number('Share of each weight, times the rate, that a step takes off.', { default: 0.01, minimum: 0 }),
    },
  },
  ...adamUpdate((settings) => numeric(settings, 'weight_decay')),
});
