import { defineMetric } from '../define-metric.ts';
import { overLabels, type RankedSamples, rowsByScore } from './_one-vs-rest.ts';

/** Lowers the threshold from the highest score, tie by tie. */
function areaUnderSteps({ isPositive, score }: RankedSamples): number {
  const rows = rowsByScore(score).reverse();
  let found = 0;
  let area = 0;
  for (let start = 0, end = 0; start < rows.length; start = end) {
    const threshold = score[rows[start] as number] as number;
    if (Number.isNaN(threshold)) return Number.NaN;
    let foundHere = 0;
    for (end = start; end < rows.length && score[rows[end] as number] === threshold; end += 1) {
      foundHere += isPositive[rows[end] as number] as number;
    }
    found += foundHere;
    area += foundHere * (found / end);
  }
  return area / found;
}

export const averagePrecision = defineMetric({
  name: 'average_precision',
  for: 'classify',
  better: 'higher',
  range: [0, 1],
  doc: `Area under the precision-recall curve as a sum of steps: each distinct probability is a threshold, and its precision
counts by the recall gained there, without interpolation (scikit-learn's average_precision_score). Of two labels the second is
the positive one; of more, the plain mean of each label against the rest. Not a number if a label has no samples.`,
  compute: (samples) => overLabels(samples, areaUnderSteps),
});
