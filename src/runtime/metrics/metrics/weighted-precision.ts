import { defineMetric } from '../define-metric.ts';
import { averageOf, weightedAverage } from './_per-label.ts';

export const weightedPrecision = defineMetric({
  name: 'weighted_precision',
  for: 'classify',
  better: 'higher',
  range: [0, 1],
  doc: `Precision (the share of answers with a label that are right) of each label, then the mean over the labels weighted by
their share of the truth. Undefined values count as 0, as in scikit-learn with zero_division=0.`,
  compute: averageOf(weightedAverage, 'precision'),
});
