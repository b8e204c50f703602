import { roundHalfToEven } from '../../numbers/rounding.ts';
import type { LabelledSamples, RegressionSamples } from '../samples.ts';
import { hasNaN } from './_moments.ts';

/**
 * A way to read sentiment intensity as classes. One function classifies truth and answer alike, so the two can never be read by
 * different rules.
 */
export interface SentimentClasses {
  readonly labels: readonly string[];
  /** Place of the class in `labels`. */
  classOf(intensity: number): number;
  /** Samples with other truths are left out. */
  isScored(truth: number): boolean;
}

/** Classes -limit .. limit: clipped to them, then rounded half to even. */
export function roundedClasses(limit: number): SentimentClasses {
  return {
    labels: Array.from({ length: 2 * limit + 1 }, (_, place) => String(place - limit)),
    classOf: (intensity) => roundHalfToEven(Math.max(-limit, Math.min(limit, intensity))) + limit,
    isScored: () => true,
  };
}

/** Has0: every sample, negative against non-negative; 0 and -0 are non-negative. */
export const negativeOrNot: SentimentClasses = {
  labels: ['negative', 'non_negative'],
  classOf: (intensity) => (intensity >= 0 ? 1 : 0),
  isScored: () => true,
};

/** Non0: samples with a truth other than 0, negative against positive; an answer of exactly 0 is not positive. */
export const negativeOrPositive: SentimentClasses = {
  labels: ['negative', 'positive'],
  classOf: (intensity) => (intensity > 0 ? 1 : 0),
  isScored: (truth) => truth !== 0,
};

function classify({ truth, predicted }: RegressionSamples, { labels, classOf, isScored }: SentimentClasses): LabelledSamples {
  return {
    labels,
    truth: Int32Array.from(truth.filter(isScored), classOf),
    predicted: Int32Array.from(
      predicted.filter((_, row) => isScored(truth[row] as number)),
      classOf,
    ),
  };
}

/** A figure of labelled samples, applied to numbers read as classes; NaN if a number is. */
export const onClasses =
  (classes: SentimentClasses, figure: (samples: LabelledSamples) => number) =>
  (samples: RegressionSamples): number =>
    hasNaN(samples) ? Number.NaN : figure(classify(samples, classes));
