import { scalar } from '../../ops/_scalar.ts';
import { add } from '../../ops/add.ts';
import { divide } from '../../ops/divide.ts';
import { multiply } from '../../ops/multiply.ts';
import { sqrt } from '../../ops/sqrt.ts';
import { subtract } from '../../ops/subtract.ts';
import { defineOptimizer } from '../define-optimizer.ts';
import { number } from '../schema.ts';
import { numeric } from './_arithmetic.ts';
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
      epsilon: number('Added to the root, outside it.', { default: 1e-10, minimum: 0, elsewhere: ['eps'] }),
      start: number('What the sum of squares starts from.', { default: 0, minimum: 0 }),
    },
  },
  slots: () => ['total'],

  update(g, { parameter, gradient, slots: [total], rate }, settings) {
    const next = g.call(add, [total!, g.call(multiply, [gradient, gradient])]);
    const divisor = g.call(add, [g.call(sqrt, [next]), scalar(g, numeric(settings, 'epsilon'))]);
    const change = g.call(divide, [g.call(multiply, [rate, gradient]), divisor]);
    return { parameter: g.call(subtract, [parameter, change]), slots: [next] };
  },

  tensorflow: (writer, { parameter, gradient, slots: [total], rate }, settings) =>
    writer.add(
      'ResourceApplyAdagradV2',
      [parameter, total!, rate, writer.floats([numeric(settings, 'epsilon')], []), gradient],
      {},
      { outputs: 0 },
    ),
});
