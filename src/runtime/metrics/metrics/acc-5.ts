import { defineMetric } from '../define-metric.ts';
import { shareRight } from './_per-label.ts';
import { onClasses, roundedClasses } from './_sentiment.ts';

export const acc5 = defineMetric({
  name: 'acc_5',
  for: 'regress',
  better: 'higher',
  range: [0, 1],
  doc: `Sentiment in five classes: truth and answer are clipped to -2 .. 2 and rounded, halves to the even number, as numpy does;
the share of samples where the two agree.`,
  compute: onClasses(roundedClasses(2), shareRight),
});
