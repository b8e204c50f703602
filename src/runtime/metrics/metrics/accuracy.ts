import { defineMetric } from '../define-metric.ts';
import { shareRight } from './_per-label.ts';

export const accuracy = defineMetric({
  name: 'accuracy',
  for: 'classify',
  better: 'higher',
  range: [0, 1],
  doc: 'Share of samples that were answered with their label.',
  compute: shareRight,
});
