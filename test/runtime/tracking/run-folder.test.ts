import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isRunning, ownIdentity } from '../../../src/runtime/files/process-identity.ts';
import { openEvents, rewind } from '../../../src/runtime/tracking/events-file.ts';
import { predictionsCsv } from '../../../src/runtime/tracking/predictions.ts';
import {
  claim,
  createNumbered,
  isAbandoned,
  newestRun,
  requireFree,
  writeJson,
} from '../../../src/runtime/tracking/run-folder.ts';
import type { TrainEvent } from '../../../src/runtime/train/events.ts';
import { startPosition } from '../../../src/runtime/train/position.ts';
import { failureOf } from '../failure-of.ts';

const test = suite('run folder');
const scratch = (): string => mkdtempSync(join(tmpdir(), 'emoc-runs-'));

test('runs are numbered after the highest number, and other folders do not count', () => {
  const runs = join(scratch(), 'runs');
  assert.is(newestRun(runs, 'runs', 'vad'), null);
  assert.is(createNumbered(runs, 'runs', 'vad').name, join('runs', 'vad-1'));
  for (const name of ['vad-7', 'vad-x', 'vad-7b', 'vad-007', 'mood-9', 'vad']) mkdirSync(join(runs, name));
  assert.is(createNumbered(runs, 'runs', 'vad').name, join('runs', 'vad-8'));
  assert.is(newestRun(runs, 'runs', 'vad')?.path, join(runs, 'vad-8'));
  assert.ok(existsSync(join(runs, 'vad-8')));
});

test('a folder with anything in it is not overwritten', () => {
  const path = scratch();
  requireFree({ name: 'x', path });
  requireFree({ name: 'x', path: join(path, 'new') });
  writeFileSync(join(path, 'note'), '');
  assert.is(failureOf(() => requireFree({ name: 'x', path })).code, 'E0931');
  assert.is(failureOf(() => requireFree({ name: 'x', path: join(path, 'note') })).code, 'E0931');
});

test('one process at a time; what a killed one left is cleaned up', () => {
  const folder = { name: 'x', path: join(scratch(), 'x') };
  const release = claim(folder);
  release();
  // Process 1 lives as long as the machine does.
  writeFileSync(join(folder.path, '.owner'), '{"id":1,"begun":null}');
  assert.is(failureOf(() => claim(folder)).code, 'E0933');
  // No process has the highest number there is.
  writeFileSync(join(folder.path, '.owner'), '{"id":4194304,"begun":null}');
  writeFileSync(join(folder.path, 'checkpoints', '.last.safetensors.4194304-0.partial'), 'half');
  claim(folder)();
  writeFileSync(join(folder.path, '.owner'), '{"id":1,"be');
  claim(folder)();
  assert.equal(readdirSync(folder.path), ['checkpoints']);
  assert.equal(readdirSync(join(folder.path, 'checkpoints')), []);
});

test('a process is known by its number and its beginning', () => {
  assert.ok(isRunning(ownIdentity()));
  assert.ok(isRunning({ id: process.pid, begun: null }));
  assert.not(isRunning({ id: 4194304, begun: null }));
  assert.not(isRunning({ id: -1, begun: null }));
  if (ownIdentity().begun === null) console.log('skipped: this system does not tell when a process began');
  else assert.not(isRunning({ id: process.pid, begun: '1' }), 'another process of the same number');
});

test('only what a killed process left is taken for abandoned', () => {
  const folder = { name: 'x', path: scratch() };
  const add = (name: string): void => writeFileSync(join(folder.path, name), '');
  add('spec.emo');
  assert.not(isAbandoned(folder), 'a spec of somebody');
  add('.owner');
  add('.lock.json.99-0.partial');
  assert.ok(isAbandoned(folder));
  add('lock.json');
  assert.not(isAbandoned(folder), 'a run');
  rmSync(join(folder.path, 'lock.json'));
  add('thesis.tex');
  assert.not(isAbandoned(folder), 'a file of somebody');
});

test('figures that are not finite are null in JSON', () => {
  const folder = { name: 'x', path: scratch() };
  writeJson(folder, 'metrics', { ccc: Number.NaN, loss: Number.POSITIVE_INFINITY, mae: 0.5 });
  assert.equal(JSON.parse(readFileSync(join(folder.path, 'metrics.json'), 'utf8')), { ccc: null, loss: null, mae: 0.5 });
});

const step = (epoch: number, of: number): TrainEvent => ({
  type: 'step',
  epoch,
  step: of,
  stepOfEpoch: 1,
  losses: {},
  rate: 1,
  gradientNorm: null,
  samplesPerS: 1,
});
const epochStart = (epoch: number): TrainEvent => ({ type: 'epoch_start', epoch, epochs: 3, steps: 2 });
const epochEnd = (epoch: number): TrainEvent => ({
  type: 'epoch_end',
  epoch,
  step: epoch * 2,
  losses: {},
  validation: null,
  monitored: null,
  isBest: true,
  bestEpoch: epoch,
  epochsWithoutGain: 0,
  seconds: 1,
});

test('the record goes back to where a run is taken up, and half a line goes', () => {
  const path = join(scratch(), 'events.jsonl');
  const events: TrainEvent[] = [
    { type: 'run_start', emoc: '0', experiment: 'x', spec: 'x.emo', seed: 1, epochs: 3 },
    epochStart(1),
    step(1, 1),
    step(1, 2),
    epochEnd(1),
    { type: 'checkpoint', kind: 'last', file: 'last', step: 2, epoch: 1 },
    epochStart(2),
    step(2, 3),
    step(2, 4),
    epochEnd(2),
    { type: 'checkpoint', kind: 'last', file: 'last', step: 4, epoch: 2 },
  ];
  const file = openEvents(path, 'events.jsonl');
  for (const event of events) file.append(event, new Date(0));
  file.close();
  writeFileSync(path, `${readFileSync(path, 'utf8')}{"type":"epoch_st`);
  const kept = (position: { readonly step: number; readonly epoch: number }): unknown[] => {
    const copy = join(scratch(), 'events.jsonl');
    writeFileSync(copy, readFileSync(path));
    rewind(copy, { ...startPosition, ...position });
    return readFileSync(copy, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  };
  const without = (count: number): unknown[] =>
    events.slice(0, count).map((event) => ({ time: '1970-01-01T00:00:00.000Z', ...event }));
  assert.equal(kept({ step: 4, epoch: 2 }), without(11));
  assert.equal(kept({ step: 2, epoch: 1 }), without(6));
  // All batches of the second epoch are done, its validation is not.
  assert.equal(kept({ step: 4, epoch: 1 }), [...without(6), ...without(9).slice(7)]);
  assert.equal(kept({ step: 0, epoch: 0 }), without(1));
});

test('predictions are RFC 4180 with the digits of a double', () => {
  const answers = new Map([
    [
      'mood',
      {
        labels: ['a,b', 'c'],
        truth: Int32Array.of(0, 1),
        predicted: Int32Array.of(1, 1),
        probabilities: Float64Array.of(0.1, 0.9, 1 / 3, 2 / 3),
      },
    ],
    ['valence', { truth: Float64Array.of(1, 2), predicted: Float64Array.of(0.1 + 0.2, Number.NaN) }],
  ]);
  assert.is(
    predictionsCsv(['7', 'say "hi"'], answers),
    `row,mood.truth,mood.prediction,"mood.p.a,b",mood.p.c,valence.truth,valence.prediction
7,"a,b",c,0.1,0.9,1,0.30000000000000004
"say ""hi""",c,c,0.3333333333333333,0.6666666666666666,2,NaN
`,
  );
});

test.run();
