import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { scoreHead } from '../../../src/runtime/metrics/evaluate.ts';
import { roundedClasses } from '../../../src/runtime/metrics/metrics/_sentiment.ts';
import { casesOf, type Figure, near } from './_oracle.ts';

type Expected = Record<'mae' | 'corr' | 'acc7' | 'acc5' | 'acc3' | 'acc2_has0' | 'acc2_non0' | 'f1_has0' | 'f1_non0', Figure>;
interface Case {
  readonly y_true: number[];
  readonly y_pred: number[];
  readonly expected: Expected & { readonly classes7_true: number[]; readonly classes7_pred: number[] };
}

const oracleName = {
  mae: 'mae',
  pearson: 'corr',
  acc_7: 'acc7',
  acc_5: 'acc5',
  acc_3: 'acc3',
  acc_2_has0: 'acc2_has0',
  acc_2_non0: 'acc2_non0',
  f1_has0: 'f1_has0',
  f1_non0: 'f1_non0',
} as const;

const score = (truth: number[], predicted: number[]) =>
  scoreHead('mosi@1', { truth: Float64Array.from(truth), predicted: Float64Array.from(predicted) });

const cases = casesOf<Case>('mosi') ?? [];
const check = cases.length === 0 ? test.skip : test;

cases.forEach(({ y_true, y_pred, expected, note }, place) => {
  test(`sentiment: ${note ?? `random case ${place}`}`, () => {
    const scores = score(y_true, y_pred);
    assert.equal(Object.keys(scores).sort(), Object.keys(oracleName).sort());
    for (const [metric, name] of Object.entries(oracleName)) near(scores[metric], expected[name], metric);
    const seven = (values: number[]): number[] => values.map((value) => roundedClasses(3).classOf(value) - 3);
    assert.equal(seven(y_true), expected.classes7_true);
    assert.equal(seven(y_pred), expected.classes7_pred);
  });
});

check('the oracle has its cases', () => {
  assert.is(cases.length, 14);
});

test('zeros: Has0 counts them as non-negative, Non0 leaves them out, and an answer of 0 is not positive', () => {
  const scores = score([0, 0, 0, 1, -1], [0.1, -0.1, -0, 0, -2]);
  assert.is(scores.acc_2_has0, 4 / 5);
  assert.is(scores.acc_2_non0, 1 / 2);
});

test('a NaN makes every figure NaN, also those that only compare', () => {
  const undefinedOnly = (scores: Record<string, number>): boolean => Object.values(scores).every(Number.isNaN);
  assert.ok(undefinedOnly(score([1, -1, 2], [1, Number.NaN, 2])));
  assert.ok(undefinedOnly(score([1, Number.NaN, 2], [1, -1, 2])));
});

test('labels outside -3 .. 3 are not sentiment of this protocol; answers may lie outside', () => {
  assert.throws(() => score([1, 4], [1, 2]), /label 4 is out of the range of mosi@1/);
  assert.is(score([3, -3], [7, -7]).acc_7, 1);
});

test.run();
