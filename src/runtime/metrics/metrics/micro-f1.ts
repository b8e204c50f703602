import { defineMetric } from '../define-metric.ts';
import { averageOf, microAverage } from './_per-label.ts';

export const microF1 = defineMetric({
  name: 'micro_f1',
  for: 'classify',
  better: 'higher',
  range: [0, 1],
  doc: `F1 of all decisions counted together. With one label a sample, every wrong answer is one false positive and one false
negative, so this equals accuracy; it is printed where papers print it.`,
  compute: averageOf(microAverage, 'f1'),
});
