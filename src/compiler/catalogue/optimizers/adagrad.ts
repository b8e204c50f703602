import { defineOptimizer } from '../define-optimizer.ts';
import { number } from '../schema.ts';
import { decay, rate } from './_rate.ts';

export const adagrad = defineOptimizer({
  name: 'adagrad',
  doc: 'AdaGrad. Duchi et al. 2011; as torch.optim.Adagrad has it.',
  example: 'adagrad(0.01)',
  schema: {
    positional: ['rate'],
    parameters: {
      rate: rate(1e-2),
      decay,
      epsilon: number('Added to the root, outside it.', { default: 1e-10, minimum: 0 }),
      start: number('What the sum of squares starts from.', { default: 0, minimum: 0 }),
    },
  },
  slots: () => 1,
});
