import { defineMetric } from '../define-metric.ts';
import { averageOf, macroAverage } from './_per-label.ts';

export const macroPrecision = defineMetric({
  name: 'macro_precision',
  for: 'classify',
  better: 'higher',
  range: [0, 1],
  doc: `Precision (the share of answers with a label that are right) of each label, then the plain mean over all declared labels,
also those that no sample has. Undefined values count as 0, as in scikit-learn with zero_division=0.`,
  compute: averageOf(macroAverage, 'precision'),
});
