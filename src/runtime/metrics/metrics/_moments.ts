import type { RegressionSamples } from '../samples.ts';

/** Means, population variances (1/n) and covariance of truth and answer. */
export interface Moments {
  readonly truthMean: number;
  readonly predictedMean: number;
  readonly truthVariance: number;
  readonly predictedVariance: number;
  readonly covariance: number;
}

/** A constant side has exactly its value as mean and hence variance 0; the rounded sum of 0.1s has neither. */
function mean(values: Float64Array): number {
  const first = values[0];
  if (first !== undefined && values.every((value) => value === first)) return first;
  return values.reduce((total, value) => total + value, 0) / values.length;
}

/** Mean of something over the rows; NaN without rows. */
export function meanOverRows({ truth, predicted }: RegressionSamples, of: (truth: number, predicted: number) => number): number {
  return truth.reduce((total, value, row) => total + of(value, predicted[row] as number), 0) / truth.length;
}

/** In two passes, since labels may be far from 0 compared to their spread. NaN without rows or with a NaN in them. */
export function momentsOf(samples: RegressionSamples): Moments {
  const truthMean = mean(samples.truth);
  const predictedMean = mean(samples.predicted);
  return {
    truthMean,
    predictedMean,
    truthVariance: meanOverRows(samples, (truth) => (truth - truthMean) ** 2),
    predictedVariance: meanOverRows(samples, (_, predicted) => (predicted - predictedMean) ** 2),
    covariance: meanOverRows(samples, (truth, predicted) => (truth - truthMean) * (predicted - predictedMean)),
  };
}

/** Covariance over both standard deviations, in -1 .. 1; NaN where a side is constant. */
export function correlation(samples: RegressionSamples): number {
  const { covariance, truthVariance, predictedVariance } = momentsOf(samples);
  // Two roots instead of one of the product, which underflows for spreads near 1e-80.
  const ratio = covariance / (Math.sqrt(truthVariance) * Math.sqrt(predictedVariance));
  return Math.max(-1, Math.min(1, ratio));
}

/** Is there a NaN on either side? Figures that compare or rank instead of adding must ask. */
export const hasNaN = ({ truth, predicted }: RegressionSamples): boolean =>
  truth.some(Number.isNaN) || predicted.some(Number.isNaN);
