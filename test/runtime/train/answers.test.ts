import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Head, TypedSpec } from '../../../src/compiler/check/model.ts';
import type { ClassificationSamples } from '../../../src/runtime/metrics/samples.ts';
import { answersOf } from '../../../src/runtime/train/answers.ts';
import { runConstants } from '../../../src/runtime/train/class-weights.ts';

const test = suite('answers of heads');
// Only what is read of a head.
const head = (labels: readonly string[] | null, settings: Readonly<Record<string, unknown>> = {}): Head =>
  ({ name: 'mood', labels, settings }) as unknown as Head;
const close = (found: ArrayLike<number>, expected: readonly number[]): void => {
  assert.is(found.length, expected.length);
  for (const [place, value] of expected.entries())
    assert.ok(Math.abs((found[place] as number) - value) < 1e-7, `${found[place]} is not ${value}`);
};

test('two labels: the sigmoid of one logit, decided by the threshold', () => {
  const logits = Float32Array.of(-800, -1, 0, 0.5, 800);
  const truth = Int32Array.of(0, 0, 1, 1, 1);
  const even = answersOf(head(['no', 'yes']), logits, truth) as ClassificationSamples;
  close(even.probabilities, [1, 0, 0.7310585786, 0.2689414214, 0.5, 0.5, 0.3775406688, 0.6224593312, 0, 1]);
  assert.equal(Array.from(even.predicted), [0, 0, 1, 1, 1]);
  const strict = answersOf(head(['no', 'yes'], { threshold: 0.7 }), logits, truth) as ClassificationSamples;
  assert.equal(Array.from(strict.predicted), [0, 0, 0, 0, 1]);
});

test('more labels: a softmax that does not overflow, the first of equals wins', () => {
  const logits = Float32Array.of(1, 2, 3, 5, 5, -5, 1000, 0, -1000);
  const found = answersOf(head(['a', 'b', 'c']), logits, Int32Array.of(0, 1, 2)) as ClassificationSamples;
  close(found.probabilities.subarray(0, 3), [0.0900305732, 0.2447284711, 0.6652409558]);
  close(found.probabilities.subarray(6), [1, 0, 0]);
  assert.equal(Array.from(found.predicted), [2, 0, 0]);
});

test('a regression answers with its output', () => {
  const found = answersOf(head(null), Float32Array.of(1.5, -2), Float64Array.of(1, 2));
  assert.equal(Array.from(found.predicted), [1.5, -2]);
});

test('balanced weights have the mean 1 over the training samples', () => {
  const spec = {
    heads: [
      { name: 'mood', settings: { weights: 'balanced' } },
      { name: 'tone', settings: { weights: 'none' } },
    ],
  } as unknown as TypedSpec;
  const counts = Int32Array.of(10, 30, 60);
  const fields = runConstants(
    spec,
    new Map([
      ['mood', counts],
      ['tone', counts],
    ]),
  );
  assert.equal([...fields.keys()], ['class-weights/mood']);
  const weights = Array.from(fields.get('class-weights/mood') ?? []);
  close(weights, [100 / 30, 100 / 90, 100 / 180]);
  assert.ok(Math.abs(weights.reduce((sum, weight, label) => sum + weight * (counts[label] as number), 0) / 100 - 1) < 1e-6);
});

test.run();
