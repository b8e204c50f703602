import { defineSchedule, progressAt } from '../define-schedule.ts';
import { numberOf, share } from '../schema.ts';

export const linear = defineSchedule({
  name: 'linear',
  doc: 'The rate falls in a straight line over the whole run, update by update.',
  example: 'linear(end = 10%)',
  elsewhere: ['linear_decay'],
  schema: { positional: [], parameters: { end: share('Share of the rate that is left at the end.', { default: 0 }) } },
  factorAt: (moment, settings) => 1 - (1 - numberOf(settings, 'end')) * progressAt(moment),
});
