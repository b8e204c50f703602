import type { Value } from '../../graph/graph.ts';
import { scalar } from '../../ops/_scalar.ts';
import { add } from '../../ops/add.ts';
import { multiply } from '../../ops/multiply.ts';
import { subtract } from '../../ops/subtract.ts';
import { defineOptimizer } from '../define-optimizer.ts';
import { flag, number } from '../schema.ts';
import { numeric } from './_arithmetic.ts';
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
  slots: ({ momentum }) => (momentum === 0 ? [] : ['velocity']),

  // The velocity collects gradients, not steps.
  update(g, { parameter, gradient, slots: [velocity], rate }, settings) {
    const stepped = (direction: Value): Value => g.call(subtract, [parameter, g.call(multiply, [rate, direction])]);
    if (velocity === undefined) return { parameter: stepped(gradient), slots: [] };
    const momentum = scalar(g, numeric(settings, 'momentum'));
    const next = g.call(add, [g.call(multiply, [momentum, velocity]), gradient]);
    const ahead = (): Value => g.call(add, [gradient, g.call(multiply, [momentum, next])]);
    return { parameter: stepped(settings.nesterov === true ? ahead() : next), slots: [next] };
  },

  tensorflow(writer, { parameter, gradient, slots: [velocity], rate }, { momentum, nesterov }) {
    if (velocity === undefined)
      return writer.add('ResourceApplyGradientDescent', [parameter, rate, gradient], {}, { outputs: 0 });
    const inputs = [parameter, velocity, rate, gradient, writer.floats([momentum as number], [])];
    return writer.add('ResourceApplyMomentum', inputs, { use_nesterov: { bool: nesterov === true } }, { outputs: 0 });
  },
});
