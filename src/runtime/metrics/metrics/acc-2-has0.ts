import { defineMetric } from '../define-metric.ts';
import { shareRight } from './_per-label.ts';
import { negativeOrNot, onClasses } from './_sentiment.ts';

export const acc2Has0 = defineMetric({
  name: 'acc_2_has0',
  for: 'regress',
  better: 'higher',
  range: [0, 1],
  doc: 'Accuracy over negative or non-negative sentiment of all samples; a truth or an answer of 0 is non-negative.',
  compute: onClasses(negativeOrNot, shareRight),
});
