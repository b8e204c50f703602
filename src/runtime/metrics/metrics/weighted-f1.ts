import { defineMetric } from '../define-metric.ts';
import { averageOf, weightedAverage } from './_per-label.ts';

export const weightedF1 = defineMetric({
  name: 'weighted_f1',
  for: 'classify',
  better: 'higher',
  range: [0, 1],
  doc: `F1 (the harmonic mean of precision and recall) of each label, then the mean over the labels weighted by their share of
the truth. Undefined values count as 0, as in scikit-learn with zero_division=0.`,
  compute: averageOf(weightedAverage, 'f1'),
});
