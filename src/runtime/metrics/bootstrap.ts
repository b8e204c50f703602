import type { Scores } from './evaluate.ts';
import { type Samples, selectRows } from './samples.ts';

/** Where a figure lies in 95 of 100 resamples. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  /** Resamples in which the figure was undefined (a label drawn by none of them); the bounds are those of the others. */
  readonly undefinedCount: number;
}

export interface BootstrapSettings {
  /** Gives numbers in [0, 1). */
  readonly random: () => number;
  /** [n], whom a sample comes from. Samples of one speaker resemble each other, so whole speakers are drawn, not samples. */
  readonly clusters?: ArrayLike<string | number>;
  /** 1000 unless told. */
  readonly resamples?: number;
}

const coverage = 0.95;

/** Rows of each cluster; without clusters each row is its own. */
function rowsByCluster(count: number, clusters: ArrayLike<string | number> | undefined): number[][] {
  const rows = new Map<string | number, number[]>();
  for (let row = 0; row < count; row += 1) {
    const cluster = clusters === undefined ? row : (clusters[row] as string | number);
    const members = rows.get(cluster);
    if (members === undefined) rows.set(cluster, [row]);
    else members.push(row);
  }
  return [...rows.values()];
}

/** The value below which a share of the sorted values lies, interpolated as numpy does by default. NaN without values. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below === above ? below : below + (above - below) * (place - Math.floor(place));
}

function intervalOf(values: readonly number[]): Interval {
  const defined = Float64Array.from(values.filter((value) => !Number.isNaN(value))).sort();
  return {
    low: quantile(defined, (1 - coverage) / 2),
    high: quantile(defined, (1 + coverage) / 2),
    undefinedCount: values.length - defined.length,
  };
}

/**
 * 95 % intervals of scores by the percentile bootstrap (Efron and Tibshirani 1993, ch. 13).
 *
 * Draws as many clusters (or samples) as there are, with replacement, scores them, and takes the middle 95 % of each figure.
 *
 * @example bootstrapIntervals(samples, (drawn) => scoreHead('vad@1', drawn), { random, clusters: speakers }).ccc // { low, high, … }
 * @throws Error (a bug of emoc) if there is not one cluster a sample, or no sample.
 */
export function bootstrapIntervals<Kind extends Samples>(
  samples: Kind,
  score: (drawn: Kind) => Scores,
  { random, clusters, resamples = 1000 }: BootstrapSettings,
): Record<string, Interval> {
  const count = samples.truth.length;
  if (count === 0) throw new Error('bootstrap of no samples (a bug of emoc)');
  if (clusters !== undefined && clusters.length !== count)
    throw new Error(`${clusters.length} clusters of ${count} samples (a bug of emoc)`);
  const groups = rowsByCluster(count, clusters);
  const values = new Map<string, number[]>();
  for (let resample = 0; resample < resamples; resample += 1) {
    const rows = groups.flatMap(() => groups[Math.floor(random() * groups.length)] as number[]);
    for (const [name, value] of Object.entries(score(selectRows(samples, rows)))) {
      const list = values.get(name);
      if (list === undefined) values.set(name, [value]);
      else list.push(value);
    }
  }
  return Object.fromEntries([...values].map(([name, list]) => [name, intervalOf(list)]));
}
