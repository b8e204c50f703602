import { multiply } from '../../ops/multiply.ts';
import { subtract } from '../../ops/subtract.ts';
import { defineLoss } from '../define-loss.ts';
import { noParameters } from '../schema.ts';
import { meanOf } from './_scalar.ts';

export const mse = defineLoss({
  name: 'mse',
  doc: 'Mean of the squared differences.',
  example: 'loss = mse(valence)',
  elsewhere: ['l2', 'mse_loss', 'mean_squared_error'],
  schema: noParameters,
  for: 'number',
  build: ({ g, output, target }) => {
    const difference = g.call(subtract, [output, target]);
    return meanOf(g, g.call(multiply, [difference, difference]));
  },
});
