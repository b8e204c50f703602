import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { details } from '../../../src/runtime/metrics/details.ts';
import { scoreMetric } from '../../../src/runtime/metrics/evaluate.ts';
import type { LabelScores } from '../../../src/runtime/metrics/metrics/_per-label.ts';
import type { ClassificationSamples } from '../../../src/runtime/metrics/samples.ts';
import { casesOf, type Figure, near } from './_oracle.ts';

interface Case {
  readonly y_true: number[];
  readonly y_pred: number[];
  readonly classes: number;
  readonly expected: {
    readonly accuracy: Figure;
    readonly confusion_matrix_rows_true: number[][];
    readonly per_class: Record<keyof LabelScores | 'support', number[]>;
    readonly macro: Record<keyof LabelScores, Figure>;
    readonly micro: Record<keyof LabelScores, Figure>;
    readonly weighted: Record<keyof LabelScores, Figure>;
    readonly uar_over_classes_with_support: Figure;
    readonly cohen_kappa: Figure;
  };
}

const samplesOf = ({ y_true, y_pred, classes }: Case): ClassificationSamples => ({
  labels: Array.from({ length: classes }, (_, label) => `label ${label}`),
  truth: Int32Array.from(y_true),
  predicted: Int32Array.from(y_pred),
  probabilities: new Float64Array(y_true.length * classes).fill(1 / classes),
});

const cases = casesOf<Case>('classification') ?? [];
const check = cases.length === 0 ? test.skip : test;

cases.forEach((one, place) => {
  const { expected } = one;
  const name = one.note ?? `random case ${place}`;

  test(`figures of hard labels: ${name}`, () => {
    const figures: Record<string, Figure> = {
      accuracy: expected.accuracy,
      macro_precision: expected.macro.precision,
      macro_recall: expected.macro.recall,
      macro_f1: expected.macro.f1,
      weighted_precision: expected.weighted.precision,
      weighted_recall: expected.weighted.recall,
      weighted_f1: expected.weighted.f1,
      micro_f1: expected.micro.f1,
      uar: expected.uar_over_classes_with_support,
      kappa: expected.cohen_kappa,
    };
    for (const [metric, figure] of Object.entries(figures)) near(scoreMetric(metric, samplesOf(one)), figure, metric);
  });

  test(`details: ${name}`, () => {
    const { perLabel, confusion } = details(samplesOf(one));
    assert.equal(confusion, expected.confusion_matrix_rows_true);
    perLabel.forEach((label, index) => {
      assert.is(label.label, `label ${index}`);
      for (const key of ['precision', 'recall', 'f1', 'support'] as const) {
        near(label[key], expected.per_class[key][index] as number, `${label.label} ${key}`);
      }
      assert.is(label.answers, one.y_pred.filter((answer) => answer === index).length);
    });
  });
});

check('the oracle has its random cases and the edge cases', () => {
  assert.ok(cases.filter(({ note }) => note !== undefined).length >= 8);
  assert.ok(cases.filter(({ note }) => note === undefined).length >= 8);
});

test.run();
