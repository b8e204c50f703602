import { defineMetric } from '../define-metric.ts';
import { shareRight } from './_per-label.ts';
import { onClasses, roundedClasses } from './_sentiment.ts';

export const acc3 = defineMetric({
  name: 'acc_3',
  for: 'regress',
  better: 'higher',
  range: [0, 1],
  doc: `Sentiment in three classes: truth and answer are clipped to -1 .. 1 and rounded, halves to the even number, as numpy
does; the share of samples where the two agree.`,
  compute: onClasses(roundedClasses(1), shareRight),
});
