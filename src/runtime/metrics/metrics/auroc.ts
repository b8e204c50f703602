import { defineMetric } from '../define-metric.ts';
import { overLabels, type RankedSamples, rowsByScore } from './_one-vs-rest.ts';

/** Counts, for every positive, the negatives ranked below it and half of those tied with it; in the order of the scores, tie by tie. */
function areaUnderCurve({ isPositive, score }: RankedSamples): number {
  const rows = rowsByScore(score);
  let negativesBelow = 0;
  let positives = 0;
  let pairsInOrder = 0;
  for (let start = 0, end = 0; start < rows.length; start = end) {
    const tied = score[rows[start] as number] as number;
    if (Number.isNaN(tied)) return Number.NaN;
    let positivesTied = 0;
    for (end = start; end < rows.length && score[rows[end] as number] === tied; end += 1) {
      positivesTied += isPositive[rows[end] as number] as number;
    }
    const negativesTied = end - start - positivesTied;
    pairsInOrder += positivesTied * (negativesBelow + negativesTied / 2);
    positives += positivesTied;
    negativesBelow += negativesTied;
  }
  return pairsInOrder / (positives * negativesBelow);
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
