import { defineSchedule, progressAt } from '../define-schedule.ts';
import { number, numberOf, share } from '../schema.ts';

export const polynomial = defineSchedule({
  name: 'polynomial',
  doc: 'The rate falls with a power of the share of the run that is left, update by update (torch: PolynomialLR).',
  example: 'polynomial(2, end = 1%)',
  elsewhere: ['polynomial_decay', 'poly'],
  schema: {
    positional: ['power'],
    parameters: {
      power: number('1 is a straight line; above 1 the rate falls early.', { minimum: 0, isMinimumExcluded: true }),
      end: share('Share of the rate that is left at the end.', { default: 0 }),
    },
  },
  factorAt(moment, settings) {
    const end = numberOf(settings, 'end');
    return end + (1 - end) * (1 - progressAt(moment)) ** numberOf(settings, 'power');
  },
});
