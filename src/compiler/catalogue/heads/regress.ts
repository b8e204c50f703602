import { defineHead } from '../define-head.ts';
import { choice, wordOf } from '../schema.ts';
import { affine } from '../steps/_dense.ts';

export const regress = defineHead({
  name: 'regress',
  doc: 'Predicts a number, without any function at the end: the prediction has the scale of the column. Its bias starts at the mean of the training values, so that training is about differences from it and not about finding it.',
  example: 'regress(clips.valence)',
  elsewhere: ['regression', 'regressor'],
  schema: {
    positional: [],
    parameters: {
      start: choice('Where the bias starts: at the mean of the training values, or at 0.', ['mean', 'zero'], 'mean'),
    },
  },
  target: 'number',
  width: () => 1,
  build: (input, settings, _, context) => {
    const biasInit =
      wordOf(settings, 'start') === 'mean'
        ? ({ kind: 'targetMean', head: context.owner } as const)
        : ({ kind: 'constant', value: 0 } as const);
    return affine(input.value, { width: 1, init: 'glorot_uniform', hasBias: true, l2: 0, biasInit }, context);
  },
});
