import { defineMetric } from '../define-metric.ts';
import { meanOverRows } from './_moments.ts';

export const mse = defineMetric({
  name: 'mse',
  for: 'regress',
  better: 'lower',
  range: [0, Number.POSITIVE_INFINITY],
  doc: 'Mean square error, in squared units of the labels.',
  compute: (samples) => meanOverRows(samples, (truth, predicted) => (predicted - truth) ** 2),
});
