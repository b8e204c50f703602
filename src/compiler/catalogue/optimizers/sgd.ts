import { defineOptimizer } from '../define-optimizer.ts';
import { flag, number } from '../schema.ts';
import { decay, rate } from './_rate.ts';

export const sgd = defineOptimizer({
  name: 'sgd',
  doc: 'Gradient descent, with momentum and Nesterov momentum as torch.optim.SGD has them. Sutskever et al. 2013.',
  example: 'sgd(0.01, momentum = 0.9, nesterov)',
  schema: {
    positional: ['rate'],
    parameters: {
      rate: rate(1e-2),
      decay,
      momentum: number('Share of the last velocity that is kept; 0 keeps none.', { default: 0, minimum: 0, maximum: 0.999999 }),
      nesterov: flag('Looks ahead along the velocity.'),
    },
    idle: ({ momentum }) => (momentum === 0 ? { nesterov: 'there is no momentum' } : {}),
  },
  slots: ({ momentum }) => (momentum === 0 ? 0 : 1),
});
