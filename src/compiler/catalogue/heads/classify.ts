import { defineHead } from '../define-head.ts';
import { choice, share } from '../schema.ts';
import { affine } from '../steps/_dense.ts';

export const classify = defineHead({
  name: 'classify',
  doc: 'Predicts one label of a set. Two labels: one logit, a sigmoid and a threshold. More: a logit a label and a softmax; the largest wins.',
  example: 'classify(posts.hate, threshold = 0.7)',
  elsewhere: ['softmax', 'classification', 'classifier', 'category'],
  schema: {
    positional: [],
    parameters: {
      threshold: share('From which probability on the second of two labels is predicted.', { default: 0.5 }),
      weights: choice(
        'Weight of a sample in the loss: one for all, or the inverse of how frequent its label is in the training split (mean 1 over the samples).',
        ['none', 'balanced'],
        'none',
        { elsewhere: ['class_weight', 'class_weights'] },
      ),
    },
  },
  idle: (labelCount): Readonly<Record<string, string>> =>
    labelCount === 2 ? {} : { threshold: 'of more than two labels the most probable one is predicted' },
  target: 'label',
  width: (labelCount) => (labelCount === 2 ? 1 : labelCount),
  build: (input, _, labelCount, context) =>
    affine(input.value, { width: labelCount === 2 ? 1 : labelCount, init: 'glorot_uniform', hasBias: true, l2: 0 }, context),
});
