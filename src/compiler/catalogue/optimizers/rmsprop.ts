import { scalar } from '../../ops/_scalar.ts';
import { add } from '../../ops/add.ts';
import { divide } from '../../ops/divide.ts';
import { maximum } from '../../ops/maximum.ts';
import { multiply } from '../../ops/multiply.ts';
import { sqrt } from '../../ops/sqrt.ts';
import { subtract } from '../../ops/subtract.ts';
import { defineOptimizer } from '../define-optimizer.ts';
import { flag, number } from '../schema.ts';
import { numeric, runningMean } from './_arithmetic.ts';
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
      alpha: number('Share of the running mean square that a step keeps.', {
        default: 0.99,
        minimum: 0,
        maximum: 0.999999,
        elsewhere: ['rho'],
      }),
      epsilon: number('Added to the root, outside it.', { default: 1e-8, minimum: 0, elsewhere: ['eps'] }),
      momentum: number('Share of the last velocity that is kept; 0 keeps none.', { default: 0, minimum: 0, maximum: 0.999999 }),
      centred: flag('Divides by the root of the variance instead of the mean square.', false, {
        elsewhere: ['centered'],
      }),
    },
  },
  slots: ({ momentum, centred }) => ['square', ...(centred === true ? ['mean'] : []), ...(momentum === 0 ? [] : ['velocity'])],

  // TensorFlow's own kernel adds epsilon inside the root, so there is none to use.
  update(g, { parameter, gradient, slots, rate }, settings) {
    const [alpha, momentum] = [numeric(settings, 'alpha'), numeric(settings, 'momentum')];
    const [square, ...rest] = slots;
    const mean = settings.centred === true ? rest[0]! : null;
    const velocity = momentum === 0 ? null : rest.at(-1)!;
    const nextSquare = runningMean(g, alpha, square!, g.call(multiply, [gradient, gradient]));
    const nextMean = mean && runningMean(g, alpha, mean, gradient);
    const spread = nextMean
      ? g.call(maximum, [g.call(subtract, [nextSquare, g.call(multiply, [nextMean, nextMean])]), scalar(g, 0)])
      : nextSquare;
    const divisor = g.call(add, [g.call(sqrt, [spread]), scalar(g, numeric(settings, 'epsilon'))]);
    const direction = g.call(divide, [gradient, divisor]);
    const nextVelocity = velocity && g.call(add, [direction, g.call(multiply, [velocity, scalar(g, momentum)])]);
    return {
      parameter: g.call(subtract, [parameter, g.call(multiply, [rate, nextVelocity ?? direction])]),
      slots: [nextSquare, ...(nextMean ? [nextMean] : []), ...(nextVelocity ? [nextVelocity] : [])],
    };
  },
});
