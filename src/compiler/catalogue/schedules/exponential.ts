import { defineSchedule } from '../define-schedule.ts';
import { number, numberOf } from '../schema.ts';
import { per, periodsAt } from './_period.ts';

export const exponential = defineSchedule({
  name: 'exponential',
  doc: 'The rate is multiplied by a factor after each epoch, or after each update (torch: ExponentialLR).',
  example: 'exponential(0.96, per = epoch)',
  elsewhere: ['exponential_decay'],
  schema: {
    positional: ['factor'],
    parameters: {
      factor: number('What the rate is multiplied by.', {
        minimum: 0,
        isMinimumExcluded: true,
        maximum: 1,
        elsewhere: ['gamma', 'decay_rate'],
      }),
      per,
    },
  },
  factorAt: (moment, settings) => numberOf(settings, 'factor') ** periodsAt(moment, settings),
});
