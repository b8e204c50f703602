import { add } from '../../ops/add.ts';
import { divide } from '../../ops/divide.ts';
import { multiply } from '../../ops/multiply.ts';
import { subtract } from '../../ops/subtract.ts';
import { defineLoss } from '../define-loss.ts';
import { noParameters } from '../schema.ts';
import { meanOf, scalar } from './_scalar.ts';

export const ccc = defineLoss({
  name: 'ccc',
  doc: '`1 - CCC`, the concordance correlation coefficient with population variances (Lin 1989): 0 for perfect agreement. In training it is taken over the batch, so batches should not be small; on a split it is exact over all of it. 1e-8 is added to the denominator, so that a batch whose truth and predictions are all one number has a finite loss.',
  example: 'loss = ccc(valence)',
  elsewhere: ['ccc_loss', 'concordance'],
  schema: noParameters,
  for: 'number',
  build: ({ g, output, target }) => {
    const [predictedMean, trueMean] = [meanOf(g, output), meanOf(g, target)];
    const [predicted, truth] = [g.call(subtract, [output, predictedMean]), g.call(subtract, [target, trueMean])];
    const covariance = meanOf(g, g.call(multiply, [predicted, truth]));
    const variances = g.call(add, [
      meanOf(g, g.call(multiply, [predicted, predicted])),
      meanOf(g, g.call(multiply, [truth, truth])),
    ]);
    const shift = g.call(subtract, [predictedMean, trueMean]);
    const denominator = g.call(add, [g.call(add, [variances, g.call(multiply, [shift, shift])]), scalar(g, 1e-8)]);
    return g.call(subtract, [scalar(g, 1), g.call(divide, [g.call(multiply, [scalar(g, 2), covariance]), denominator])]);
  },
});
