import { defineMetric } from '../define-metric.ts';
import { shareRight } from './_per-label.ts';
import { negativeOrPositive, onClasses } from './_sentiment.ts';

export const acc2Non0 = defineMetric({
  name: 'acc_2_non0',
  for: 'regress',
  better: 'higher',
  range: [0, 1],
  doc: `Accuracy over negative or positive sentiment of the samples whose truth is not 0; an answer of exactly 0 is not positive.
Not a number if every truth is 0.`,
  compute: onClasses(negativeOrPositive, shareRight),
});
