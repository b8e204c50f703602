import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type LabelCounts,
  type LabelScores,
  macroAverage,
  microAverage,
  scoreLabel,
  weightedAverage,
} from '../../../src/runtime/metrics/metrics/_per-label.ts';
import { casesOf, near } from './_oracle.ts';

interface Case {
  readonly y_true: number[][];
  readonly probabilities: number[][];
  readonly threshold: number;
  readonly expected: { readonly per_label_f1: number[] } & Record<
    'macro' | 'micro' | 'weighted',
    Record<keyof LabelScores, number>
  >;
}

/** Several labels may hold of one sample here: the averages are of counts, and do not care. */
function countsOf({ y_true, probabilities, threshold }: Case): LabelCounts[] {
  const columns = (y_true[0] as number[]).map((_, label) => ({
    truth: y_true.map((row) => row[label] === 1),
    answer: probabilities.map((row) => (row[label] as number) >= threshold),
  }));
  return columns.map(({ truth, answer }) => ({
    hits: truth.filter((isTrue, row) => isTrue && answer[row]).length,
    support: truth.filter(Boolean).length,
    answers: answer.filter(Boolean).length,
  }));
}

const averages = { macro: macroAverage, micro: microAverage, weighted: weightedAverage };
const cases = casesOf<Case>('multilabel') ?? [];
const check = cases.length === 0 ? test.skip : test;

cases.forEach((one, place) => {
  test(`averages over labels that do not exclude each other: ${one.note ?? `random case ${place}`}`, () => {
    const counts = countsOf(one);
    counts.forEach((label, index) => {
      near(scoreLabel(label).f1, one.expected.per_label_f1[index] as number, `F1 of label ${index}`);
    });
    for (const kind of ['macro', 'micro', 'weighted'] as const) {
      for (const score of ['precision', 'recall', 'f1'] as const) {
        near(averages[kind](counts, score), one.expected[kind][score], `${kind} ${score}`);
      }
    }
  });
});

check('the oracle has its cases', () => {
  assert.is(cases.length, 6);
});

test.run();
