import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { scoreMetric } from '../../../src/runtime/metrics/evaluate.ts';
import type { ClassificationSamples } from '../../../src/runtime/metrics/samples.ts';
import { casesOf, type Figure, near } from './_oracle.ts';

interface Case {
  readonly y_true: number[];
  readonly score: number[];
  readonly expected: {
    readonly roc_auc: Figure;
    readonly average_precision: Figure;
    readonly log_loss: Figure;
    readonly brier: Figure;
    readonly ece15_confidence_of_prediction: Figure;
    readonly 'accuracy_at_0.5': Figure;
  };
}

const samplesOf = (truth: number[], score: number[], threshold = 0.5): ClassificationSamples => ({
  labels: ['no', 'yes'],
  truth: Int32Array.from(truth),
  predicted: Int32Array.from(score, (value) => (value >= threshold ? 1 : 0)),
  probabilities: Float64Array.from(score.flatMap((value) => [1 - value, value])),
});

const cases = casesOf<Case>('binary-scores') ?? [];
const check = cases.length === 0 ? test.skip : test;

cases.forEach(({ y_true, score, expected, note }, place) => {
  test(`probabilities of two labels: ${note ?? `random case ${place}`}`, () => {
    const samples = samplesOf(y_true, score);
    const figures: Record<string, Figure> = {
      auroc: expected.roc_auc,
      average_precision: expected.average_precision,
      log_loss: expected.log_loss,
      brier: expected.brier,
      ece: expected.ece15_confidence_of_prediction,
      accuracy: expected['accuracy_at_0.5'],
    };
    for (const [metric, figure] of Object.entries(figures)) near(scoreMetric(metric, samples), figure, metric);
  });
});

check('the oracle has its cases', () => {
  assert.is(cases.length, 16);
});

test('the threshold moves decisions but not rankings', () => {
  const [truth, score] = [
    [0, 1, 0, 1],
    [0.2, 0.6, 0.65, 0.9],
  ];
  const [low, high] = [samplesOf(truth, score), samplesOf(truth, score, 0.7)];
  assert.is(scoreMetric('auroc', low), 0.75);
  assert.is(scoreMetric('auroc', high), 0.75);
  assert.is(scoreMetric('macro_recall', low), 0.75);
  near(scoreMetric('macro_precision', high), (2 / 3 + 1) / 2, 'macro precision at 0.7');
});

test('calibration reads the probability of the label that was answered, also under a threshold', () => {
  // Both are answered `no`, with the probabilities .45 and .32 of it, which lie in bins of their own.
  near(scoreMetric('ece', samplesOf([0, 1], [0.55, 0.68], 0.7)), (1 - 0.45 + 0.32) / 2, 'ece');
});

test('a probability on the border of two bins shares the lower one', () => {
  // .4 is 6 / 15: with .35 one bin, half right at a mean probability of .375.
  near(scoreMetric('ece', samplesOf([0, 1], [0.6, 0.65], 0.7)), 0.5 - 0.375, 'ece');
});

test('a NaN among the probabilities makes every figure of them NaN', () => {
  const samples = samplesOf([0, 1, 1], [0.2, Number.NaN, 0.7]);
  for (const metric of ['auroc', 'average_precision', 'log_loss', 'brier', 'ece']) {
    assert.ok(Number.isNaN(scoreMetric(metric, samples)), metric);
  }
});

test.run();
