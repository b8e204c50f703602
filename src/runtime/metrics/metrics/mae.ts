import { defineMetric } from '../define-metric.ts';
import { meanOverRows } from './_moments.ts';

export const mae = defineMetric({
  name: 'mae',
  for: 'regress',
  better: 'lower',
  range: [0, Number.POSITIVE_INFINITY],
  doc: 'Mean absolute error, in units of the labels.',
  compute: (samples) => meanOverRows(samples, (truth, predicted) => Math.abs(predicted - truth)),
});
