import { defineMetric } from '../define-metric.ts';
import { mse } from './mse.ts';

export const rmse = defineMetric({
  name: 'rmse',
  for: 'regress',
  better: 'lower',
  range: [0, Number.POSITIVE_INFINITY],
  doc: 'Root of the mean square error, in units of the labels.',
  compute: (samples) => Math.sqrt(mse.compute(samples)),
});
