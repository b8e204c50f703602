import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { scoreMetric } from '../../../src/runtime/metrics/evaluate.ts';
import type { RegressionSamples } from '../../../src/runtime/metrics/samples.ts';
import { casesOf, type Figure, near } from './_oracle.ts';

interface Case {
  readonly y_true: Figure[];
  readonly y_pred: Figure[];
  readonly expected: Record<string, Figure>;
}

const names = ['mae', 'mse', 'rmse', 'r2', 'pearson', 'spearman', 'ccc'];
const samplesOf = (truth: Figure[], predicted: Figure[]): RegressionSamples => ({
  truth: Float64Array.from(truth, Number),
  predicted: Float64Array.from(predicted, Number),
});

const cases = casesOf<Case>('regression') ?? [];
const check = cases.length === 0 ? test.skip : test;

cases.forEach(({ y_true, y_pred, expected, note }, place) => {
  test(`figures of numbers: ${note ?? `random case ${place}`}`, () => {
    // The answers of that case are not representable to more digits.
    const tolerance = note?.startsWith('large offset') ? 1e-6 : 1e-9;
    for (const name of names) near(scoreMetric(name, samplesOf(y_true, y_pred)), expected[name] as Figure, name, tolerance);
  });
});

check('the oracle has its cases', () => {
  assert.is(cases.length, 20);
});

test('a constant whose sum is not exact is still constant', () => {
  const constant = Array.from({ length: 30 }, () => 0.1);
  const varied = constant.map((value, row) => value + row);
  for (const [truth, predicted] of [
    [constant, varied],
    [varied, constant],
  ] as const) {
    assert.ok(Number.isNaN(scoreMetric('pearson', samplesOf(truth, predicted))));
    assert.ok(Number.isNaN(scoreMetric('spearman', samplesOf(truth, predicted))));
    assert.is(scoreMetric('ccc', samplesOf(truth, predicted)), 0);
  }
  assert.is(scoreMetric('r2', samplesOf(constant, varied)), 0);
  assert.is(scoreMetric('r2', samplesOf(constant, constant)), 1);
  assert.ok(Number.isNaN(scoreMetric('ccc', samplesOf(constant, constant))));
});

test('concordance stays the same under one linear map of both sides, and only then', () => {
  const [truth, predicted] = [
    [1, 2, 4, 4.5, 3],
    [1.2, 2.5, 3, 4, 3.3],
  ];
  const map = (values: number[]): number[] => values.map((value) => (value - 3) / 2);
  const ccc = scoreMetric('ccc', samplesOf(truth, predicted));
  near(scoreMetric('ccc', samplesOf(map(truth), map(predicted))), ccc, 'both mapped');
  assert.ok(Math.abs(scoreMetric('ccc', samplesOf(truth, map(predicted))) - ccc) > 0.1);
});

test.run();
