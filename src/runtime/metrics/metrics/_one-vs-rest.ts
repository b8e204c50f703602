import type { ClassificationSamples } from '../samples.ts';

/** One label against all others: was it right, and how probable was it said to be? */
export interface RankedSamples {
  /** [n], 1 where the label is the truth. */
  readonly isPositive: Uint8Array;
  /** [n]. */
  readonly score: Float64Array;
}

/** The samples as seen by one label. */
export const oneVersusRest = ({ labels, truth, probabilities }: ClassificationSamples, label: number): RankedSamples => ({
  isPositive: Uint8Array.from(truth, (value) => (value === label ? 1 : 0)),
  score: Float64Array.from(truth, (_, row) => probabilities[row * labels.length + label] as number),
});

/**
 * A figure of ranked samples for a head: of two labels that of the second (positive) one, of more the plain mean over all labels.
 *
 * NaN if it is undefined for any of them: a mean over the rest would change its meaning with the data.
 */
export function overLabels(samples: ClassificationSamples, figure: (ranked: RankedSamples) => number): number {
  if (samples.labels.length === 2) return figure(oneVersusRest(samples, 1));
  const figures = samples.labels.map((_, label) => figure(oneVersusRest(samples, label)));
  return figures.reduce((total, value) => total + value, 0) / figures.length;
}

/** Rows from the lowest to the highest score. */
export const rowsByScore = (score: Float64Array): Uint32Array =>
  Uint32Array.from(score, (_, row) => row).sort((one, other) => (score[one] as number) - (score[other] as number));
