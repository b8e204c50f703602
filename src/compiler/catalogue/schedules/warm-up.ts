import { defineSchedule, type ScheduleMoment } from '../define-schedule.ts';
import { choice, count, numberOf, type Settings, share, wordOf } from '../schema.ts';

const lengthSteps = ({ stepsPerEpoch }: ScheduleMoment, settings: Settings): number =>
  numberOf(settings, 'length') * (wordOf(settings, 'per') === 'epoch' ? stepsPerEpoch : 1);

export const warmUp = defineSchedule({
  name: 'warm_up',
  doc: `The rate rises in a straight line to the stated one over the first updates; schedules beside it begin after that. With \`start = 0\` the very
first update has rate 0, as in Hugging Face's transformers.`,
  example: 'warm_up(500, start = 10%)',
  elsewhere: ['linear_warmup'],
  schema: {
    positional: ['length'],
    parameters: {
      length: count('Updates or epochs until the stated rate is reached.', {
        elsewhere: ['steps', 'warmup_steps', 'num_warmup_steps'],
      }),
      per: choice('Whether the length counts epochs or updates.', ['epoch', 'step'], 'step'),
      start: share('Share of the rate at the first update.', { default: 0 }),
    },
  },
  factorAt(moment, settings) {
    const start = numberOf(settings, 'start');
    return start + (1 - start) * Math.min(1, moment.step / lengthSteps(moment, settings));
  },
  delaySteps: lengthSteps,
});
