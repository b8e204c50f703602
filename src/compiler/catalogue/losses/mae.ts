import { abs } from '../../ops/abs.ts';
import { subtract } from '../../ops/subtract.ts';
import { defineLoss } from '../define-loss.ts';
import { noParameters } from '../schema.ts';
import { meanOf } from './_scalar.ts';

export const mae = defineLoss({
  name: 'mae',
  doc: 'Mean of the absolute differences (L1).',
  example: 'loss = mae(sentiment)',
  elsewhere: ['l1', 'l1_loss', 'mean_absolute_error'],
  schema: noParameters,
  for: 'number',
  build: ({ g, output, target }) => {
    return meanOf(g, g.call(abs, [g.call(subtract, [output, target])]));
  },
});
