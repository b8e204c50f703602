import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { majorityBaseline, stratifiedBaseline } from '../../../src/runtime/metrics/baselines.ts';
import { scoreHead } from '../../../src/runtime/metrics/evaluate.ts';
import { near, uniform } from './_oracle.ts';

const labels = ['anger', 'joy', 'fear', 'disgust'];
const input = {
  labels,
  training: Int32Array.from({ length: 100 }, (_, row) => (row < 60 ? 1 : row < 90 ? 0 : 2)),
  truth: Int32Array.from({ length: 20_000 }, (_, row) => (row % 10 < 3 ? 1 : row % 10 < 9 ? 0 : 2)),
};

test('majority answers what training had most of, not what the scored split has', () => {
  const samples = majorityBaseline(input);
  assert.ok(samples.predicted.every((answer) => answer === 1));
  const scores = scoreHead('classification@1', samples);
  near(scores.accuracy, 0.3, 'accuracy');
  near(scores.kappa, 0, 'kappa');
  near(scores.log_loss, -(0.3 * Math.log(0.6) + 0.6 * Math.log(0.3) + 0.1 * Math.log(0.1)), 'log loss');
});

test('majority takes the first of equal labels', () => {
  assert.is(majorityBaseline({ labels, training: Int32Array.of(2, 1), truth: Int32Array.of(0) }).predicted[0], 1);
});

test('stratified answers each label as often as training had it', () => {
  const { predicted, truth } = stratifiedBaseline(input, uniform(5));
  const shares = labels.map((_, label) => predicted.filter((answer) => answer === label).length / truth.length);
  // Three standard errors of a share of .5 over 20000 draws are .0106.
  [0.3, 0.6, 0.1].forEach((share, label) => {
    assert.ok(Math.abs((shares[label] as number) - share) < 0.0106, `${label}: ${shares[label]}`);
  });
  assert.is(shares[3], 0, 'a label that training never had');
});

test('stratified draws stay inside the labels at both ends of the interval', () => {
  const ends = (value: number) => [...stratifiedBaseline({ ...input, truth: Int32Array.of(0) }, () => value).predicted];
  assert.equal(ends(0), [0]);
  assert.equal(ends(1 - 2 ** -53), [2]);
  const withoutFirst = { labels, training: Int32Array.of(1, 2), truth: Int32Array.of(0) };
  assert.is(stratifiedBaseline(withoutFirst, () => 0).predicted[0], 1, 'a label without share is not drawn by a 0');
});

test('the same random numbers give the same answers', () => {
  assert.equal(stratifiedBaseline(input, uniform(5)).predicted, stratifiedBaseline(input, uniform(5)).predicted);
});

test.run();
