import { defineStep } from '../define-step.ts';
import { constant } from './_constant.ts';

export const standardize = defineStep({
  name: 'standardize',
  doc: 'Takes off the mean of each feature and divides by its standard deviation, both of the training split; padding does not count.',
  example: 'standardize()',
  elsewhere: ['z_score', 'standard_scaler', 'z_norm', 'standardise', 'normalize'],
  schema: {
    positional: [],
    parameters: {
      constant,
    },
  },
  accepts: ['vec', 'seq'],
  runs: 'data',
  isFitted: true,
  type: (input) => input,
});
