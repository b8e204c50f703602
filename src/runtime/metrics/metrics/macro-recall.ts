import { defineMetric } from '../define-metric.ts';
import { averageOf, macroAverage } from './_per-label.ts';

export const macroRecall = defineMetric({
  name: 'macro_recall',
  for: 'classify',
  better: 'higher',
  range: [0, 1],
  doc: `Recall (the share of samples of a label that are found) of each label, then the plain mean over all declared labels, also
those that no sample has. Undefined values count as 0, as in scikit-learn with zero_division=0. UAR differs from it by leaving
out labels without samples.`,
  compute: averageOf(macroAverage, 'recall'),
});
