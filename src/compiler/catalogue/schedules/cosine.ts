import { defineSchedule, progressAt } from '../define-schedule.ts';
import { numberOf, share } from '../schema.ts';

export const cosine = defineSchedule({
  name: 'cosine',
  doc: 'The rate falls along half a cosine over the whole run, update by update, without restarts (Loshchilov and Hutter 2017, eq. 5).',
  example: 'cosine(end = 1%)',
  elsewhere: ['cosine_annealing', 'cosine_decay'],
  schema: { positional: [], parameters: { end: share('Share of the rate that is left at the end.', { default: 0 }) } },
  factorAt(moment, settings) {
    const end = numberOf(settings, 'end');
    return end + ((1 - end) * (1 + Math.cos(Math.PI * progressAt(moment)))) / 2;
  },
});
