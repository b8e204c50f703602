import type { ClassificationSamples } from '../samples.ts';

/**
 * One label against all others: how probable it was said to be where it is the truth, and where it is not, from low to high.
 *
 * Kept apart because plain numbers sort faster than rows compared by a function, and intervals rank a thousand times.
 */
export interface RankedSamples {
  readonly positives: Float64Array;
  readonly negatives: Float64Array;
}

/** The samples as seen by one label. */
export function oneVersusRest({ labels, truth, probabilities }: ClassificationSamples, label: number): RankedSamples {
  const support = truth.reduce((count, value) => count + (value === label ? 1 : 0), 0);
  const positives = new Float64Array(support);
  const negatives = new Float64Array(truth.length - support);
  for (let row = 0, positive = 0; row < truth.length; row += 1) {
    const score = probabilities[row * labels.length + label] as number;
    if (truth[row] === label) positives[positive++] = score;
    else negatives[row - positive] = score;
  }
  return { positives: positives.sort(), negatives: negatives.sort() };
}

/** How many positives and negatives share each score, from the highest score to the lowest. */
export function tiesFromTop(
  { positives, negatives }: RankedSamples,
  visit: (positives: number, negatives: number) => void,
): void {
  let positivesLeft = positives.length;
  let negativesLeft = negatives.length;
  while (positivesLeft + negativesLeft > 0) {
    const score = Math.max(
      positives[positivesLeft - 1] ?? Number.NEGATIVE_INFINITY,
      negatives[negativesLeft - 1] ?? Number.NEGATIVE_INFINITY,
    );
    const [positivesBefore, negativesBefore] = [positivesLeft, negativesLeft];
    while (positivesLeft > 0 && positives[positivesLeft - 1] === score) positivesLeft -= 1;
    while (negativesLeft > 0 && negatives[negativesLeft - 1] === score) negativesLeft -= 1;
    visit(positivesBefore - positivesLeft, negativesBefore - negativesLeft);
  }
}

/** Typed arrays sort a NaN behind every number. */
const hasNaN = ({ positives, negatives }: RankedSamples): boolean =>
  Number.isNaN(positives.at(-1)) || Number.isNaN(negatives.at(-1));

/**
 * A figure of ranked samples for a head: of two labels that of the second (positive) one, of more the plain mean over all labels.
 *
 * NaN if it is undefined for any of them: a mean over the rest would change its meaning with the data.
 */
export function overLabels(samples: ClassificationSamples, figure: (ranked: RankedSamples) => number): number {
  const ofLabel = (label: number): number => {
    const ranked = oneVersusRest(samples, label);
    return hasNaN(ranked) ? Number.NaN : figure(ranked);
  };
  if (samples.labels.length === 2) return ofLabel(1);
  return samples.labels.reduce((total, _, label) => total + ofLabel(label), 0) / samples.labels.length;
}
