import { defineMetric } from '../define-metric.ts';
import { correlation } from './_moments.ts';

export const pearson = defineMetric({
  name: 'pearson',
  for: 'regress',
  better: 'higher',
  range: [-1, 1],
  doc: `Pearson's correlation of truth and answer over all samples at once. Not a number where a side is constant: a model that
always answers the same has no correlation, which is not one of 0.`,
  compute: correlation,
});
