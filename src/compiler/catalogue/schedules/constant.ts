import { defineSchedule } from '../define-schedule.ts';
import { noParameters } from '../schema.ts';

export const constant = defineSchedule({
  name: 'constant',
  doc: 'The rate stays as it is. Written where a spec wants to say so, or beside a warm-up.',
  example: 'constant()',
  schema: noParameters,
  factorAt: () => 1,
});
