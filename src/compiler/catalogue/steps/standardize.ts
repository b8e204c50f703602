import { defineStep } from '../define-step.ts';
import { choice } from '../schema.ts';

export const standardize = defineStep({
  name: 'standardize',
  doc: 'Takes off the mean of each feature and divides by its standard deviation, both of the training split; padding does not count.',
  example: 'standardize()',
  schema: {
    positional: [],
    parameters: {
      constant: choice(
        'What becomes of a feature that never changes on the training split: an error that names it, or zero.',
        ['refuse', 'zero'],
        'refuse',
      ),
    },
  },
  accepts: ['vec', 'seq'],
  runs: 'data',
  isFitted: true,
  type: (input) => input,
});
