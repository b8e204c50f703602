import { logSoftmax } from '../../ops/log-softmax.ts';
import { multiply } from '../../ops/multiply.ts';
import { negate } from '../../ops/negate.ts';
import { oneHot } from '../../ops/one-hot.ts';
import { reduceSum } from '../../ops/reduce-sum.ts';
import { defineLoss } from '../define-loss.ts';
import { noParameters } from '../schema.ts';
import { logistic, weighted } from './_logistic.ts';
import { meanOf } from './_scalar.ts';

export const crossEntropy = defineLoss({
  name: 'cross_entropy',
  doc: 'Minus the logarithm of the probability that the head gives to the true label, mean over the samples. With two labels it is the same as `bce`.',
  example: 'loss = cross_entropy(mood)',
  elsewhere: [
    'ce',
    'cross_entropy_loss',
    'categorical_cross_entropy',
    'sparse_categorical_crossentropy',
    'softmax_cross_entropy',
  ],
  schema: noParameters,
  for: 'label',
  build: (inputs) => {
    const { g, output, target, labelCount } = inputs;
    if (labelCount === 2) return logistic(inputs);
    const truth = g.call(oneHot, [target], { depth: labelCount });
    const each = g.call(negate, [
      g.call(reduceSum, [g.call(multiply, [truth, g.call(logSoftmax, [output])])], { axes: [1], keepDimensions: true }),
    ]);
    return meanOf(g, weighted(each, inputs));
  },
});
