import { defineMetric } from '../define-metric.ts';
import { correlation, hasNaN } from './_moments.ts';

/** Ranks from 1; equal values share the mean of theirs. */
function averageRanks(values: Float64Array): Float64Array {
  const rows = Uint32Array.from(values, (_, row) => row).sort(
    (one, other) => (values[one] as number) - (values[other] as number),
  );
  const ranks = new Float64Array(values.length);
  for (let start = 0, end = 0; start < rows.length; start = end) {
    const tied = values[rows[start] as number];
    end = start;
    while (end < rows.length && values[rows[end] as number] === tied) end += 1;
    for (const row of rows.subarray(start, end)) ranks[row] = (start + 1 + end) / 2;
  }
  return ranks;
}

export const spearman = defineMetric({
  name: 'spearman',
  for: 'regress',
  better: 'higher',
  range: [-1, 1],
  doc: `Spearman's rank correlation: Pearson's correlation of the ranks, equal values sharing the mean of their ranks. Not a
number where a side is constant.`,
  compute: (samples) =>
    hasNaN(samples)
      ? Number.NaN
      : correlation({ truth: averageRanks(samples.truth), predicted: averageRanks(samples.predicted) }),
});
