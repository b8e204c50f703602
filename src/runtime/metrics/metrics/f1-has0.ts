import { defineMetric } from '../define-metric.ts';
import { averageOf, weightedAverage } from './_per-label.ts';
import { negativeOrNot, onClasses } from './_sentiment.ts';

export const f1Has0 = defineMetric({
  name: 'f1_has0',
  for: 'regress',
  better: 'higher',
  range: [0, 1],
  doc: `F1 of negative and of non-negative sentiment over all samples, weighted by their share of the truth (not of the answers, which
a swapped call of scikit-learn gives). A truth or an answer of 0 is non-negative.`,
  compute: onClasses(negativeOrNot, averageOf(weightedAverage, 'f1')),
});
