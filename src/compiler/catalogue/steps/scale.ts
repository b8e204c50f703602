import { defineStep } from '../define-step.ts';
import { interval } from '../schema.ts';
import { constant } from './_constant.ts';

export const scale = defineStep({
  name: 'scale',
  doc: 'Maps each feature linearly so that its smallest and largest value on the training split land on the ends of a range. Values of other splits may lie outside.',
  example: 'scale(-1..1)',
  elsewhere: ['min_max', 'min_max_scaler', 'rescale'],
  schema: {
    positional: ['range'],
    parameters: {
      range: interval('Where the training values land.', { from: 0, to: 1 }),
      constant,
    },
  },
  accepts: ['vec', 'seq'],
  runs: 'data',
  isFitted: true,
  type: (input) => input,
});
