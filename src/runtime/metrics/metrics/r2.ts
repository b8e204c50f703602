import { defineMetric } from '../define-metric.ts';
import { momentsOf } from './_moments.ts';
import { mse } from './mse.ts';

export const r2 = defineMetric({
  name: 'r2',
  for: 'regress',
  better: 'higher',
  range: [Number.NEGATIVE_INFINITY, 1],
  doc: `Coefficient of determination: 1 minus the mean square error over the variance of the truth; the mean of the truth as a
constant answer scores 0. With a constant truth it is 1 if every answer is right and else 0, as in scikit-learn. Not a number
for fewer than two samples.`,
  compute(samples) {
    const error = mse.compute(samples);
    if (samples.truth.length < 2 || Number.isNaN(error)) return Number.NaN;
    const { truthVariance } = momentsOf(samples);
    if (truthVariance === 0) return error === 0 ? 1 : 0;
    return 1 - error / truthVariance;
  },
});
