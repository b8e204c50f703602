import { defineSchedule } from '../define-schedule.ts';
import { choice, number, numberOf, share, wordOf } from '../schema.ts';

export const oneCycle = defineSchedule({
  name: 'one_cycle',
  doc: `The rate rises from a small value to the stated one and falls to almost nothing, once over the whole run (Smith and Topin 2018; torch:
OneCycleLR in two phases, without its cycle of momentum). The stated rate is the highest.`,
  example: 'one_cycle(rise = 30%, shape = cosine)',
  schema: {
    positional: [],
    parameters: {
      rise: share('Share of the run in which the rate rises.', { default: 0.3 }),
      divisor: number('The stated rate divided by this is the first.', { minimum: 1, default: 25 }),
      last_divisor: number('The first rate divided by this is the last.', { minimum: 1, default: 1e4 }),
      shape: choice('How the rate goes from one value to the next.', ['cosine', 'linear'], 'cosine'),
    },
  },
  factorAt({ step, totalSteps }, settings) {
    const first = 1 / numberOf(settings, 'divisor');
    const last = first / numberOf(settings, 'last_divisor');
    const top = Math.max(0, numberOf(settings, 'rise') * totalSteps - 1);
    const bend = wordOf(settings, 'shape') === 'cosine' ? (t: number) => (1 - Math.cos(Math.PI * t)) / 2 : (t: number) => t;
    if (step <= top) return top === 0 ? 1 : first + (1 - first) * bend(step / top);
    return 1 + (last - 1) * bend(Math.min(1, (step - top) / (totalSteps - 1 - top)));
  },
});
