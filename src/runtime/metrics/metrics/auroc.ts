import { defineMetric } from '../define-metric.ts';
import { overLabels, type RankedSamples, tiesFromTop } from './_one-vs-rest.ts';

/** Counts, for every negative, the positives ranked above it and half of those tied with it. */
function areaUnderCurve(ranked: RankedSamples): number {
  let positivesAbove = 0;
  let pairsInOrder = 0;
  tiesFromTop(ranked, (positives, negatives) => {
    pairsInOrder += negatives * (positivesAbove + positives / 2);
    positivesAbove += positives;
  });
  return pairsInOrder / (ranked.positives.length * ranked.negatives.length);
}

export const auroc = defineMetric({
  name: 'auroc',
  for: 'classify',
  better: 'higher',
  range: [0, 1],
  doc: `Area under the ROC curve: the probability that a sample of a label is given a higher probability of it than a sample of
another label, ties counted half (Hanley and McNeil 1982). Of two labels the second is the positive one; of more, the plain mean
of each label against the rest. Not a number if a label has no samples, or all.`,
  compute: (samples) => overLabels(samples, areaUnderCurve),
});
