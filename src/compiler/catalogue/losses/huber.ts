import { abs } from '../../ops/abs.ts';
import { add } from '../../ops/add.ts';
import { minimum } from '../../ops/minimum.ts';
import { multiply } from '../../ops/multiply.ts';
import { subtract } from '../../ops/subtract.ts';
import { defineLoss } from '../define-loss.ts';
import { number, numberOf } from '../schema.ts';
import { meanOf, scalar } from './_scalar.ts';

export const huber = defineLoss({
  name: 'huber',
  doc: 'Half the squared difference where it is at most `delta`, and `delta * (|difference| - delta / 2)` beyond: outliers pull less. Huber 1964.',
  example: 'loss = huber(valence, delta = 1)',
  elsewhere: ['huber_loss', 'smooth_l1'],
  schema: {
    positional: [],
    parameters: {
      delta: number('Where the square ends and the line begins.', {
        default: 1,
        minimum: 0,
        isMinimumExcluded: true,
      }),
    },
  },
  for: 'number',
  build: ({ g, output, target }, settings) => {
    // With c = min(|d|, delta): c (|d| - c / 2) is both branches in one.
    const size = g.call(abs, [g.call(subtract, [output, target])]);
    const capped = g.call(minimum, [size, scalar(g, numberOf(settings, 'delta'))]);
    const rest = g.call(add, [size, g.call(multiply, [capped, scalar(g, -0.5)])]);
    return meanOf(g, g.call(multiply, [capped, rest]));
  },
});
