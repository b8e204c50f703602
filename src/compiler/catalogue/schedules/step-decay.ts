import { defineSchedule } from '../define-schedule.ts';
import { count, number, numberOf } from '../schema.ts';
import { per, periodsAt } from './_period.ts';

export const stepDecay = defineSchedule({
  name: 'step_decay',
  doc: 'The rate is multiplied by a factor every so many epochs or updates, and is constant in between (torch: StepLR).',
  example: 'step_decay(0.5, every = 10)',
  elsewhere: ['step_lr'],
  schema: {
    positional: ['factor'],
    parameters: {
      factor: number('What the rate is multiplied by.', {
        minimum: 0,
        isMinimumExcluded: true,
        maximum: 1,
        default: 0.1,
        elsewhere: ['gamma', 'drop'],
      }),
      every: count('Epochs or updates between two multiplications.', { elsewhere: ['step_size', 'decay_steps'] }),
      per,
    },
  },
  factorAt: (moment, settings) =>
    numberOf(settings, 'factor') ** Math.floor(periodsAt(moment, settings) / numberOf(settings, 'every')),
});
