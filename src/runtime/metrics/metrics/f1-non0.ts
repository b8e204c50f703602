import { defineMetric } from '../define-metric.ts';
import { averageOf, weightedAverage } from './_per-label.ts';
import { negativeOrPositive, onClasses } from './_sentiment.ts';

export const f1Non0 = defineMetric({
  name: 'f1_non0',
  for: 'regress',
  better: 'higher',
  range: [0, 1],
  doc: `F1 of negative and of positive sentiment over the samples whose truth is not 0, weighted by their share of the truth (not of the
answers, which a swapped call of scikit-learn gives). An answer of exactly 0 is not positive. Not a number if every truth is 0.`,
  compute: onClasses(negativeOrPositive, averageOf(weightedAverage, 'f1')),
});
