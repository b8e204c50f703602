import { defineLoss } from '../define-loss.ts';
import { noParameters } from '../schema.ts';
import { logistic } from './_logistic.ts';

export const bce = defineLoss({
  name: 'bce',
  doc: 'Binary cross entropy of a head with two labels, from its logit, mean over the samples.',
  example: 'loss = bce(hate)',
  elsewhere: ['binary_cross_entropy', 'bce_with_logits', 'bce_loss'],
  schema: noParameters,
  for: 'label',
  labelCount: 2,
  build: logistic,
});
