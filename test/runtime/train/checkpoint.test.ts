import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Checkpoint, loadCheckpoint, saveCheckpoint } from '../../../src/runtime/train/checkpoint.ts';
import { startPosition } from '../../../src/runtime/train/position.ts';
import { encodeSafetensors } from '../../../src/runtime/train/safetensors.ts';
import { failureOf } from '../failure-of.ts';

const test = suite('checkpoints');
const folder = mkdtempSync(join(tmpdir(), 'emoc-checkpoint-'));

const checkpoint = (bestValue: number | null): Checkpoint => ({
  origin: { specHash: 'a'.repeat(64), emoc: '0.0.0', seed: 7 },
  fitted: new Map([['tone/scale', { minimum: [0.1, 1 / 3, -0], words: ['ö', '"'], count: 3 }]]),
  state: {
    step: 12,
    tensors: new Map([
      ['tone/dense/kernel', { shape: [2, 2], data: Float32Array.of(1, Number.MIN_VALUE, -0, 3.5) }],
      ['m/tone/dense/kernel', { shape: [2, 2], data: Float32Array.of(0, 0, 1e-30, 2) }],
    ]),
  },
  position: {
    ...startPosition,
    step: 12,
    epoch: 2,
    batchOfEpoch: 2,
    samples: 64,
    lossSums: { loss: 0.1 + 0.2, 'loss/mood': 1e-300 },
  },
  judge: { bestValue, bestEpoch: 2, epochsWithoutGain: 0 },
});

test('what is saved is what is loaded, to the last bit', () => {
  for (const bestValue of [null, 0.1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    const path = join(folder, 'a.safetensors');
    const saved = checkpoint(bestValue);
    saveCheckpoint(path, saved);
    const loaded = loadCheckpoint(path, saved.origin.specHash);
    assert.equal([...loaded.state.tensors], [...saved.state.tensors]);
    assert.is(loaded.state.step, 12);
    assert.equal(loaded.position, saved.position);
    assert.equal([...loaded.fitted], [['tone/scale', { minimum: [0.1, 1 / 3, 0], words: ['ö', '"'], count: 3 }]]);
    assert.ok(Object.is(loaded.judge.bestValue, bestValue));
  }
});

test('the same moment gives the same bytes', () => {
  const [one, other] = [join(folder, 'one'), join(folder, 'other')];
  saveCheckpoint(one, checkpoint(1));
  saveCheckpoint(other, checkpoint(1));
  assert.ok(readFileSync(one).equals(readFileSync(other)));
});

test('another spec, another version and no checkpoint at all are told apart', () => {
  const path = join(folder, 'b.safetensors');
  saveCheckpoint(path, checkpoint(1));
  assert.is(failureOf(() => loadCheckpoint(path, 'b'.repeat(64))).code, 'E0912');
  const other = (metadata: readonly (readonly [string, string])[]): string => {
    writeFileSync(path, Buffer.concat(encodeSafetensors({ tensors: new Map(), metadata: new Map(metadata) })));
    return failureOf(() => loadCheckpoint(path, 'a')).code;
  };
  assert.is(other([]), 'E0911');
  assert.is(
    other([
      ['format', 'emoc checkpoint'],
      ['format_version', '2'],
    ]),
    'E0911',
  );
  assert.is(
    other([
      ['format', 'emoc checkpoint'],
      ['format_version', '1'],
    ]),
    'E0901',
  );
});

test('any damage is found', () => {
  const path = join(folder, 'c.safetensors');
  saveCheckpoint(path, checkpoint(1));
  const whole = readFileSync(path);
  for (const at of [0, 9, whole.length - 1]) {
    const damaged = Buffer.from(whole);
    damaged[at] = (damaged[at] as number) ^ 0x40;
    writeFileSync(path, damaged);
    assert.is(failureOf(() => loadCheckpoint(path, 'a'.repeat(64))).code, 'E0901', `byte ${at}`);
  }
  writeFileSync(path, whole.subarray(0, whole.length - 4));
  assert.is(failureOf(() => loadCheckpoint(path, 'a'.repeat(64))).code, 'E0901');
  writeFileSync(path, '');
  assert.is(failureOf(() => loadCheckpoint(path, 'a'.repeat(64))).code, 'E0901');
});

test.run();
