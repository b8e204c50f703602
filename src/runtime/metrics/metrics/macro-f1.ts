import { defineMetric } from '../define-metric.ts';
import { averageOf, macroAverage } from './_per-label.ts';

export const macroF1 = defineMetric({
  name: 'macro_f1',
  for: 'classify',
  better: 'higher',
  range: [0, 1],
  doc: `F1 (the harmonic mean of precision and recall) of each label, then the plain mean over all declared labels, also those
that no sample has. Undefined values count as 0, as in scikit-learn with zero_division=0. It is the mean of the labels' F1, not
the F1 of mean precision and mean recall (Opitz and Burst 2019).`,
  compute: averageOf(macroAverage, 'f1'),
});
