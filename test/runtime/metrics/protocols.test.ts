import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Protocol } from '../../../src/compiler/catalogue/define-protocol.ts';
import {
  defaultProtocol,
  findProtocol,
  protocolFit,
  protocolId,
  protocolIds,
} from '../../../src/compiler/catalogue/protocols/_lookup.ts';
import { protocols } from '../../../src/compiler/catalogue/protocols/index.generated.ts';
import { findMetric, scoreHead, scoreMetric } from '../../../src/runtime/metrics/evaluate.ts';
import { metrics } from '../../../src/runtime/metrics/metrics/index.generated.ts';
import type { ClassificationSamples, RegressionSamples } from '../../../src/runtime/metrics/samples.ts';

const all: readonly Protocol[] = protocols;
const labelled: ClassificationSamples = {
  labels: ['no', 'yes'],
  truth: Int32Array.of(0, 1, 1),
  predicted: Int32Array.of(0, 1, 0),
  probabilities: Float64Array.of(0.8, 0.2, 0.3, 0.7, 0.6, 0.4),
};
const numbers: RegressionSamples = { truth: Float64Array.of(1, 2, 3), predicted: Float64Array.of(1, 2, 4) };

for (const protocol of all) {
  test(`${protocolId(protocol)}: every metric it names exists and fits its heads`, () => {
    for (const name of protocol.metrics) assert.is(findMetric(name)?.for, protocol.for, name);
    assert.ok(protocol.metrics.includes(protocol.primary));
    assert.is(new Set(protocol.metrics).size, protocol.metrics.length);
    assert.match(protocol.doc, /^[A-Z].*\.$/s);
  });

  test(`${protocolId(protocol)}: a head gets its metrics, in its order`, () => {
    const scores = scoreHead(protocolId(protocol), protocol.for === 'classify' ? labelled : numbers);
    assert.equal(Object.keys(scores), [...protocol.metrics]);
    assert.ok(Object.values(scores).every(Number.isFinite));
  });

  test(`${protocolId(protocol)}: the other kind of head is refused`, () => {
    assert.throws(() => scoreHead(protocolId(protocol), protocol.for === 'classify' ? numbers : labelled), /a bug of emoc/);
  });
}

test('every metric belongs to a protocol', () => {
  const named = new Set(all.flatMap((protocol) => protocol.metrics));
  assert.equal(
    metrics.map(({ name }) => name).filter((name) => !named.has(name)),
    [],
  );
});

test('protocols are found by name and version', () => {
  assert.equal([...protocolIds].sort(), ['classification@1', 'hate@1', 'mosi@1', 'regression@1', 'vad@1']);
  assert.is(findProtocol('mosi@1')?.primary, 'mae');
  assert.is(findProtocol('mosi@2'), undefined);
  assert.is(findProtocol('mosi'), undefined);
  assert.throws(() => scoreHead('mosi@2', numbers), /no protocol is called mosi@2/);
});

test('a spec that names no protocol gets the one of its heads', () => {
  assert.is(protocolId(defaultProtocol('classify')), 'classification@1');
  assert.is(protocolId(defaultProtocol('regress')), 'vad@1');
});

test('a protocol fits by kind of head and by range of labels', () => {
  const fit = (id: string, kind: 'classify' | 'regress', labels?: [number, number]) =>
    protocolFit(findProtocol(id) as Protocol, { kind, labels: labels && { minimum: labels[0], maximum: labels[1] } });
  assert.is(fit('vad@1', 'regress'), 'fits');
  assert.is(fit('vad@1', 'regress', [1, 5]), 'fits');
  assert.is(fit('vad@1', 'classify'), 'wrong_kind');
  assert.is(fit('hate@1', 'regress'), 'wrong_kind');
  assert.is(fit('mosi@1', 'regress', [-3, 3]), 'fits');
  assert.is(fit('mosi@1', 'regress', [-1, 1]), 'fits');
  assert.is(fit('mosi@1', 'regress', [-3, 3.5]), 'wrong_range');
  assert.is(fit('mosi@1', 'regress', [-4, 3]), 'wrong_range');
  assert.is(fit('mosi@1', 'regress'), 'wrong_range');
});

test('vad@1 by hand', () => {
  const scores = scoreHead('vad@1', numbers);
  // Means 2 and 7/3, variances 2/3 and 14/9, covariance 1: ccc = 2 / (2/3 + 14/9 + 1/9).
  assert.ok(Math.abs((scores.ccc as number) - 6 / 7) < 1e-12);
  assert.ok(Math.abs((scores.rmse as number) - Math.sqrt(1 / 3)) < 1e-12);
});

test('samples that do not belong together are refused before they are scored', () => {
  const broken = (change: Partial<ClassificationSamples>) => () => scoreHead('classification@1', { ...labelled, ...change });
  assert.throws(broken({ predicted: Int32Array.of(0, 1) }), /3 truths and 2 answers/);
  assert.throws(broken({ probabilities: Float64Array.of(0.5, 0.5) }), /2 probabilities for 3 rows of 2 labels/);
  assert.throws(broken({ predicted: Int32Array.of(0, 1, 2) }), /label number 2 of 2/);
  assert.throws(broken({ truth: Int32Array.of(0, -1, 1) }), /label number -1 of 2/);
  assert.throws(() => scoreMetric('f2', labelled), /no metric is called f2/);
});

test.run();
