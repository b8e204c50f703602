import { defineMetric } from '../define-metric.ts';
import { overLabels, type RankedSamples, tiesFromTop } from './_one-vs-rest.ts';

/** Each score in turn is the threshold, so samples tied with it are found together. */
function areaUnderSteps(ranked: RankedSamples): number {
  let answered = 0;
  let found = 0;
  let area = 0;
  tiesFromTop(ranked, (positives, negatives) => {
    answered += positives + negatives;
    found += positives;
    area += positives * (found / answered);
  });
  return area / ranked.positives.length;
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
