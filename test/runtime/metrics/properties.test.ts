import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { scoreMetric } from '../../../src/runtime/metrics/evaluate.ts';
import { metrics } from '../../../src/runtime/metrics/metrics/index.generated.ts';
import {
  type ClassificationSamples,
  isClassification,
  type RegressionSamples,
  type Samples,
  selectRows,
} from '../../../src/runtime/metrics/samples.ts';
import { near, shuffled, uniform } from './_oracle.ts';

const random = uniform(11);
const rowCount = 120;

/** Random answers; every label has samples, and probabilities take few values, so that there are ties. */
function randomLabels(labels: readonly string[]): ClassificationSamples {
  const rows = Array.from({ length: rowCount }, () => labels.map(() => 1 + Math.floor(random() * 5)));
  const shares = rows.map((row) => row.map((weight) => weight / row.reduce((sum, other) => sum + other, 0)));
  return {
    labels,
    truth: Int32Array.from({ length: rowCount }, (_, row) =>
      row < labels.length ? row : Math.floor(random() * random() * labels.length),
    ),
    predicted: Int32Array.from(shares, (row) => row.indexOf(Math.max(...row))),
    probabilities: Float64Array.from(shares.flat()),
  };
}

const sentiment = (): number => Math.round((random() * 6 - 3) * 5) / 5;
const randomNumbers = (): RegressionSamples => ({
  truth: Float64Array.from({ length: rowCount }, sentiment),
  predicted: Float64Array.from({ length: rowCount }, sentiment),
});

/** The answers of somebody who knows the truth and is certain of it. */
function perfected(samples: Samples): Samples {
  if (!isClassification(samples)) return { truth: samples.truth, predicted: samples.truth.slice() };
  const { labels, truth } = samples;
  const probabilities = new Float64Array(truth.length * labels.length);
  truth.forEach((label, row) => {
    probabilities[row * labels.length + label] = 1;
  });
  return { labels, truth, predicted: truth.slice(), probabilities };
}

/** The same labels declared in another order: place `order[i]` becomes place i. */
function reordered(
  { labels, truth, predicted, probabilities }: ClassificationSamples,
  order: readonly number[],
): ClassificationSamples {
  return {
    labels: order.map((label) => labels[label] as string),
    truth: truth.map((label) => order.indexOf(label)),
    predicted: predicted.map((label) => order.indexOf(label)),
    probabilities: probabilities.map((_, place) => {
      const row = Math.floor(place / labels.length);
      return probabilities[row * labels.length + (order[place % labels.length] as number)] as number;
    }),
  };
}

const inputs = {
  classify: [randomLabels(['no', 'yes']), randomLabels(['anger', 'joy', 'sadness', 'fear'])],
  regress: [randomNumbers()],
};
const empty: Record<'classify' | 'regress', Samples> = {
  classify: { labels: ['no', 'yes'], truth: new Int32Array(), predicted: new Int32Array(), probabilities: new Float64Array() },
  regress: { truth: new Float64Array(), predicted: new Float64Array() },
};

for (const { name, for: kind, better, range } of metrics) {
  const best = better === 'higher' ? range[1] : range[0];

  test(`${name}: perfect answers score ${best}`, () => {
    for (const samples of inputs[kind]) near(scoreMetric(name, perfected(samples)), best, name, 1e-12);
  });

  test(`${name}: random answers lie in its range, short of perfect`, () => {
    for (const samples of inputs[kind]) {
      const figure = scoreMetric(name, samples);
      assert.ok(figure >= range[0] && figure <= range[1], `${figure} in ${range}`);
      assert.ok(Math.abs(figure - best) > 0.01, `${figure} is told from perfect`);
    }
  });

  test(`${name}: the order of samples does not matter`, () => {
    for (const samples of inputs[kind]) {
      near(scoreMetric(name, selectRows<Samples>(samples, shuffled(rowCount, random))), scoreMetric(name, samples), name, 1e-12);
    }
  });

  test(`${name}: no samples, no figure`, () => {
    assert.ok(Number.isNaN(scoreMetric(name, empty[kind])));
  });

  if (kind !== 'classify') continue;
  test(`${name}: neither names nor order of several labels matter`, () => {
    const samples = inputs.classify[1] as ClassificationSamples;
    const renamed = { ...samples, labels: samples.labels.map((label) => `renamed ${label}`) };
    assert.is(scoreMetric(name, renamed), scoreMetric(name, samples));
    near(scoreMetric(name, reordered(samples, [2, 0, 3, 1])), scoreMetric(name, samples), name, 1e-12);
  });
}

test('names are written once, and every metric says in sentences what it is', () => {
  assert.is(new Set(metrics.map(({ name }) => name)).size, metrics.length);
  for (const { name, doc } of metrics) assert.match(doc, /^[A-Z].*\.$/s, name);
});

test.run();
