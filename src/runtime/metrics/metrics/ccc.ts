import { defineMetric } from '../define-metric.ts';
import { momentsOf } from './_moments.ts';

export const ccc = defineMetric({
  name: 'ccc',
  for: 'regress',
  better: 'higher',
  range: [-1, 1],
  doc: `Concordance correlation coefficient (Lin 1989): 2 cov(x, y) / (var x + var y + (mean x - mean y)²) with population
variances (1/n), over all samples at once. A shift or a stretch of the answers lowers it, other than Pearson's correlation. 0
where one side is constant; not a number where both are, and equal.`,
  compute(samples) {
    const { truthMean, predictedMean, truthVariance, predictedVariance, covariance } = momentsOf(samples);
    return (2 * covariance) / (truthVariance + predictedVariance + (truthMean - predictedMean) ** 2);
  },
});
