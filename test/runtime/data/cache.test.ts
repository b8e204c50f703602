import { appendFileSync, linkSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Settings } from '../../../src/compiler/catalogue/schema.ts';
import { writeWav } from '../../../src/runtime/data/audio/write-wav.ts';
import { readFeatures } from '../../../src/runtime/data/extraction/feature-cache.ts';
import { extractInWorkers } from '../../../src/runtime/data/extraction/worker-pool.ts';
import type { SamplesOf } from '../../../src/runtime/data/samples.ts';
import { createRandom } from '../../../src/runtime/kernels/random.ts';
import {
  clips,
  csv,
  dataset,
  encoder,
  failureOf,
  field,
  folderOf,
  head,
  number,
  type Prepared,
  percent,
  prepare,
  spec,
} from './_spec.ts';

const test = suite('the feature cache and extraction');

const random = createRandom(5);
const wav = (seconds: number): Uint8Array =>
  writeWav(
    Float32Array.from({ length: seconds * 16_000 }, () => random.normal() * 0.1),
    16_000,
  );
const names = ['a', 'b', 'c', 'd', 'e', 'f'];
const files = {
  'clips.csv': `id,age\n${names.map((name, index) => `${name},${index}`).join('\n')}\na,9\n`,
  ...Object.fromEntries(names.map((name, index) => [`wav/${name}.wav`, wav(0.5 + index * 0.1)])),
};
const base: Settings = { window: 50, hop: 50, features: 'f68', mid: 1000, mid_hop: null };
const voice = clips('voice', 'clips', 'wav/{id}.wav');
const age = number('age', field('clips', 'age'));
const set = dataset({ reads: [csv('clips', 'clips.csv')], columns: [voice, age], split: percent(0.6, 0.2, 0.2) });
const specOf = (settings: Settings = base) => spec(set, [encoder('tone', voice, [['pyaudio', settings]])], [head(age)]);

const cacheFiles = (folder: string): string[] =>
  readdirSync(join(folder, '.cache/features')).flatMap((part) =>
    readdirSync(join(folder, '.cache/features', part)).map((name) => join(folder, '.cache/features', part, name)),
  );
const samplesOf = (prepared: Prepared): SamplesOf<'seq'> => {
  const samples = prepared.splits.train?.fields.get('tone')?.samples;
  if (samples?.kind !== 'seq') throw new Error('no sequences');
  return samples;
};

test('a second run takes everything from the cache, number for number', async () => {
  const folder = folderOf(files);
  const progress: string[] = [];
  const onProgress = (step: { readonly encoder: string; readonly done: number; readonly total: number }): void => {
    progress.push(`${step.encoder} ${step.done}/${step.total}`);
  };
  const first = await prepare(specOf(), folder, { onProgress });
  assert.equal(progress, ['tone 1/6', 'tone 2/6', 'tone 3/6', 'tone 4/6', 'tone 5/6', 'tone 6/6']);
  const entries = cacheFiles(folder);
  // Two rows name the same clip: it is extracted once.
  assert.is(entries.length, 6);
  assert.is(samplesOf(first).offsets.length, 8);
  assert.equal(first.files.length, 7);

  const stamps = entries.map((file) => statSync(file).mtimeMs);
  const second = await prepare(specOf(), folder);
  assert.equal(samplesOf(second), samplesOf(first));
  assert.equal(
    entries.map((file) => statSync(file).mtimeMs),
    stamps,
  );
  assert.equal(second.warnings, []);
});

test('other settings, another file: other entries', async () => {
  const folder = folderOf(files);
  await prepare(specOf(), folder);
  await prepare(specOf({ ...base, hop: 25 }), folder);
  assert.is(cacheFiles(folder).length, 12);
  writeFileSync(join(folder, 'wav/a.wav'), wav(0.7));
  const changed = await prepare(specOf(), folder);
  assert.is(cacheFiles(folder).length, 13);
  assert.is(samplesOf(changed).offsets[1], 14);
});

test('broken entries are computed again with a warning, and mended', async () => {
  const folder = folderOf(files);
  const first = samplesOf(await prepare(specOf(), folder));
  const [cut, flipped, longer, emptied, foreign] = cacheFiles(folder) as [string, string, string, string, string];
  truncateSync(cut, 1000);
  const bytes = readFileSync(flipped);
  bytes[700] = (bytes[700] as number) ^ 1;
  writeFileSync(flipped, bytes);
  appendFileSync(longer, 'x');
  truncateSync(emptied, 0);
  writeFileSync(foreign, 'something else altogether, long enough to hold a whole header');

  const second = await prepare(specOf(), folder);
  assert.equal(samplesOf(second), first);
  assert.equal(
    second.warnings.map(({ code }) => code),
    ['W0651', 'W0651', 'W0651', 'W0651', 'W0651'],
  );
  assert.ok(second.warnings.some(({ message }) => message.includes('its checksum is wrong')));
  assert.equal((await prepare(specOf(), folder)).warnings, []);
});

test('a cache that cannot be written is one warning, not a failure', async () => {
  const folder = folderOf({ ...files, blocked: 'a file where the folder should be' });
  const { warnings, splits } = await prepare(specOf(), folder, { cacheFolder: join(folder, 'blocked') });
  assert.equal([...new Set(warnings.map(({ code }) => code))], ['W0653']);
  assert.is(warnings.length, 1);
  assert.is(splits.train?.rowCount, 4);
});

test('workers give the same numbers as this thread, and the failure of the first clip', async () => {
  const folder = folderOf(files);
  const expected = samplesOf(await prepare(specOf(), folder));
  const plan = { frontEnd: 'pyaudio', settings: base, cacheFolder: join(folder, 'other'), dataRoot: folder };
  const tasks = names.map((name, index) => ({
    index,
    file: `${name}.wav`,
    path: join(folder, `wav/${name}.wav`),
    key: `${name}${index}`,
  }));
  const found = new Map<number, Float32Array>();
  assert.equal(await extractInWorkers(tasks, plan, 2, ({ index, features }) => found.set(index, features.data)), []);
  for (const [index] of names.entries()) {
    const [start, end] = [expected.offsets[index] as number, expected.offsets[index + 1] as number];
    assert.equal(found.get(index), expected.data.slice(start * 68, end * 68));
    const kept = readFeatures(plan.cacheFolder, `${names[index]}${index}`);
    assert.ok(kept.kind === 'hit');
    assert.equal(kept.features.data, found.get(index));
  }
  const missing = tasks.map((task) => ({ ...task, path: `${task.path}.gone` }));
  const [first] = await extractInWorkers(missing, plan, 2, () => {});
  assert.equal([first?.index, first?.diagnostics[0]?.code], [0, 'E0601']);
  assert.match(first?.diagnostics[0]?.message ?? '', 'a.wav');
});

test('where workers extract, all broken clips are told as they are without them', async () => {
  const broken = ['b', 'e'];
  const texts = Object.fromEntries(broken.map((name) => [`wav/${name}.wav`, 'no sound']));
  const folder = folderOf({ 'clips.csv': files['clips.csv'], 'wav/a.wav': wav(1), ...texts });
  // Enough bytes for workers: one file of silence with several names.
  writeFileSync(join(folder, 'wav/c.wav'), writeWav(new Float32Array(5_000_000), 16_000));
  for (const name of ['d', 'f', 'g', 'h']) linkSync(join(folder, 'wav/c.wav'), join(folder, `wav/${name}.wav`));
  appendFileSync(join(folder, 'clips.csv'), 'g,3\nh,4\n');
  const said = async (threads: number): Promise<readonly unknown[]> => {
    const { at, message, related } = await failureOf('E0714', () => prepare(specOf(), folder, { threads }));
    return [at, message, related];
  };
  const [at, message, related] = await said(2);
  assert.equal(at, { file: 'clips.csv', line: 3 });
  assert.match(
    message as string,
    /^2 of 8 clips cannot be used; the first: `clips\.csv`, line 3: `wav\/b\.wav` is not a wav file/,
  );
  assert.equal([at, message, related], await said(1));
  rmSync(folder, { recursive: true });
});

test.run();
