import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bootstrapIntervals, type Interval } from '../../../src/runtime/metrics/bootstrap.ts';
import { scoreHead, scoreMetric } from '../../../src/runtime/metrics/evaluate.ts';
import type { ClassificationSamples, RegressionSamples } from '../../../src/runtime/metrics/samples.ts';
import { near, uniform } from './_oracle.ts';

const mae = (samples: RegressionSamples) => ({ mae: scoreMetric('mae', samples) });
const width = ({ low, high }: Interval): number => high - low;

/** Standard normal numbers, two at a time (Box and Muller). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Errors that are |normal|: truth 0 throughout, so that the mean absolute error is a plain mean. */
function errors(values: readonly number[]): RegressionSamples {
  return { truth: new Float64Array(values.length), predicted: Float64Array.from(values) };
}

test('the interval of a mean is the one that its standard error gives', () => {
  const random = uniform(3);
  const values = Array.from({ length: 400 }, () => Math.abs(normal(random)));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  const { mae: interval } = bootstrapIntervals(errors(values), mae, { random: uniform(4) }) as { mae: Interval };
  const half = (1.96 * deviation) / Math.sqrt(values.length);
  assert.ok(Math.abs(interval.low - (mean - half)) < 0.15 * half, `${interval.low} for ${mean - half}`);
  assert.ok(Math.abs(interval.high - (mean + half)) < 0.15 * half, `${interval.high} for ${mean + half}`);
  assert.is(interval.undefinedCount, 0);
});

test('whole clusters are drawn: ten copies of each sample tell no more than one', () => {
  const random = uniform(8);
  const values = Array.from({ length: 40 }, () => Math.abs(normal(random)));
  const copies = values.flatMap((value) => Array.from({ length: 10 }, () => value));
  const speakers = values.flatMap((_, speaker) => Array.from({ length: 10 }, () => `speaker ${speaker}`));
  const once = bootstrapIntervals(errors(values), mae, { random: uniform(9) });
  const byCluster = bootstrapIntervals(errors(copies), mae, { random: uniform(9), clusters: speakers });
  const bySample = bootstrapIntervals(errors(copies), mae, { random: uniform(9) });
  near(byCluster.mae?.low, once.mae?.low as number, 'low');
  near(byCluster.mae?.high, once.mae?.high as number, 'high');
  const ratio = width(byCluster.mae as Interval) / width(bySample.mae as Interval);
  assert.ok(ratio > 2.5 && ratio < 4, `wider by ${ratio}, about the root of ten`);
});

test('quantiles are interpolated as numpy does', () => {
  // Draws of one row each: row k in the k-th resample, so that the figures are 0 .. 10.
  let draw = 0;
  const eleven = errors([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  const first = (samples: RegressionSamples) => ({ first: samples.predicted[0] as number });
  const random = (): number => Math.floor(draw++ / 11) / 11 + 1e-6;
  const { first: interval } = bootstrapIntervals(eleven, first, { random, resamples: 11 }) as { first: Interval };
  near(interval.low, 0.25, 'numpy.quantile(range(11), 0.025)');
  near(interval.high, 9.75, 'numpy.quantile(range(11), 0.975)');
});

test('resamples without a figure are counted, not hidden', () => {
  const samples: ClassificationSamples = {
    labels: ['no', 'yes'],
    truth: Int32Array.of(0, 0, 0, 1),
    predicted: Int32Array.of(0, 0, 1, 1),
    probabilities: Float64Array.of(0.9, 0.1, 0.8, 0.2, 0.3, 0.7, 0.4, 0.6),
  };
  const intervals = bootstrapIntervals(samples, (drawn) => scoreHead('classification@1', drawn), { random: uniform(2) });
  const { auroc, accuracy } = intervals as Record<'auroc' | 'accuracy', Interval>;
  // All four draws miss the one positive in (3/4)^4 = .316 of the resamples, and hit nothing else in (1/4)^4 = .004.
  assert.ok(Math.abs(auroc.undefinedCount - 320) < 50, String(auroc.undefinedCount));
  assert.ok(auroc.low >= 0 && auroc.high <= 1);
  assert.is(accuracy.undefinedCount, 0);
});

test('the same random numbers give the same interval, and a row of clusters too few is refused', () => {
  const samples = errors([1, 2, 3, 5, 8]);
  assert.equal(
    bootstrapIntervals(samples, mae, { random: uniform(1) }),
    bootstrapIntervals(samples, mae, { random: uniform(1) }),
  );
  assert.throws(() => bootstrapIntervals(samples, mae, { random: uniform(1), clusters: ['a'] }), /1 clusters of 5 samples/);
  assert.throws(() => bootstrapIntervals(errors([]), mae, { random: uniform(1) }), /bootstrap of no samples/);
});

test.run();
