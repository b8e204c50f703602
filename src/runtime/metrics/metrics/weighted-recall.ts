import { defineMetric } from '../define-metric.ts';
import { averageOf, weightedAverage } from './_per-label.ts';

export const weightedRecall = defineMetric({
  name: 'weighted_recall',
  for: 'classify',
  better: 'higher',
  range: [0, 1],
  doc: `Recall (the share of samples of a label that are found) of each label, then the mean over the labels weighted by their
share of the truth. Undefined values count as 0, as in scikit-learn with zero_division=0. This equals accuracy.`,
  compute: averageOf(weightedAverage, 'recall'),
});
