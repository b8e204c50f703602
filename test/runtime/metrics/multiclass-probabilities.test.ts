import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { scoreMetric } from '../../../src/runtime/metrics/evaluate.ts';
import type { ClassificationSamples } from '../../../src/runtime/metrics/samples.ts';
import { casesOf, type Figure, near } from './_oracle.ts';

interface Case {
  readonly y_true: number[];
  readonly probabilities: number[][];
  readonly expected: {
    readonly auc_ovr_macro: Figure;
    readonly auc_ovr_per_class: Figure[];
    readonly average_precision_per_class: Figure[];
    readonly log_loss: Figure;
    readonly brier_sum_over_classes: Figure;
    readonly ece15: Figure;
    readonly accuracy: Figure;
    readonly argmax: number[];
  };
}

const samplesOf = ({ y_true, probabilities, expected }: Case): ClassificationSamples => ({
  labels: (probabilities[0] as number[]).map((_, label) => `label ${label}`),
  truth: Int32Array.from(y_true),
  predicted: Int32Array.from(expected.argmax),
  probabilities: Float64Array.from(probabilities.flat()),
});

/** The same samples as one label against the others sees them. */
const asBinary = ({ y_true, probabilities }: Case, label: number): ClassificationSamples => ({
  labels: ['rest', 'label'],
  truth: Int32Array.from(y_true, (value) => (value === label ? 1 : 0)),
  predicted: new Int32Array(y_true.length),
  probabilities: Float64Array.from(probabilities.flatMap((row) => [1 - (row[label] as number), row[label] as number])),
});

const cases = casesOf<Case>('multiclass-probabilities') ?? [];
const check = cases.length === 0 ? test.skip : test;

cases.forEach((one, place) => {
  const { expected } = one;
  test(`probabilities of several labels: ${one.note ?? `random case ${place}`}`, () => {
    const precisions = expected.average_precision_per_class.map(Number);
    const figures: Record<string, Figure> = {
      auroc: expected.auc_ovr_macro,
      average_precision: precisions.reduce((sum, value) => sum + value, 0) / precisions.length,
      log_loss: expected.log_loss,
      brier: expected.brier_sum_over_classes,
      ece: expected.ece15,
      accuracy: expected.accuracy,
    };
    for (const [metric, figure] of Object.entries(figures)) near(scoreMetric(metric, samplesOf(one)), figure, metric);
    expected.auc_ovr_per_class.forEach((figure, label) => {
      near(scoreMetric('auroc', asBinary(one, label)), figure, `auroc of label ${label}`);
      near(
        scoreMetric('average_precision', asBinary(one, label)),
        precisions[label] as number,
        `average precision of label ${label}`,
      );
    });
  });
});

check('the oracle has its cases', () => {
  assert.is(cases.length, 12);
});

test.run();
