import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { batches } from '../../../src/runtime/data/batches.ts';
import { createRandom } from '../../../src/runtime/kernels/random.ts';
import { carer, emobank, fer2013, hasData, mosi, realData, speech } from './_real.ts';
import { folderOf, prepare } from './_spec.ts';

const test = suite('real data');
const cacheFolder = folderOf({});
const options = { cacheFolder };
const timed = async <Value>(run: () => Promise<Value>): Promise<readonly [Value, number]> => {
  const start = performance.now();
  const value = await run();
  return [value, performance.now() - start];
};

test('CMU-MOSI: five reads, a join, and videos held out whole', async () => {
  if (!hasData('mosi')) return;
  const [data, tookMs] = await timed(() => prepare(mosi(), realData, options));
  const { train, validation, test: held } = data.splits;
  assert.is((train?.rowCount ?? 0) + (validation?.rowCount ?? 0), 1447);
  assert.is(held?.rowCount, 752);
  assert.ok(Math.abs((validation?.rowCount ?? 0) / 1447 - 0.2) < 0.01);
  const videos = [train, validation, held].map((split) => new Set(split?.groups));
  assert.is((videos[0]?.size ?? 0) + (videos[1]?.size ?? 0), 62);
  assert.is(videos[2]?.size, 31);
  assert.is([...(videos[0] ?? [])].filter((name) => videos[1]?.has(name) || videos[2]?.has(name)).length, 0);
  const positive = Array.from(held?.targets.get('sentiment_head') ?? []).filter((label) => label === 1).length;
  assert.ok(positive === 467, 'the majority of the test rows is positive: 0.621');
  const [said, voice] = ['said', 'voice'].map((name) => train?.fields.get(name)?.samples);
  assert.ok(said?.kind === 'vec' && said.width === 100 && voice?.kind === 'vec' && voice.width === 73);
  assert.ok(voice.data.every(Number.isFinite));
  assert.ok(tookMs < 3000, `${tookMs} ms`);
});

test('CARER: GloVe words that occur in it, and the eleven texts that are in training and test', async () => {
  if (!hasData('carer') || !hasData('glove')) return;
  const data = await prepare(carer(), realData, options);
  assert.equal(
    [data.splits.train, data.splits.validation, data.splits.test].map((split) => split?.rowCount),
    [16000, 2000, 2000],
  );
  assert.equal(data.classCounts.get('emotion_head'), Int32Array.of(4666, 5362, 1304, 2159, 1937, 572));
  assert.equal(
    data.warnings.map(({ code, message }) => [code, message.slice(0, 2)]),
    [['W0650', '11']],
  );
  const vectors = data.vectors.get('words');
  assert.is((vectors?.words.length ?? 0) + 2, data.symbols.V_words);
  assert.is(vectors?.table.length, (data.symbols.V_words ?? 0) * 100);
  // `the` is the first word of the file: -0.03819 is its first number.
  assert.is(vectors?.words[0], 'the');
  assert.is(vectors?.table[200], Math.fround(-0.03819));
  const train = data.splits.train;
  assert.ok(train !== null);
  let [real, whole] = [0, 0];
  for (const { fields } of batches(train, { size: 32, random: createRandom(1).child('epoch/0'), isBucketed: true })) {
    const mask = fields.get('words/mask') as Float32Array;
    whole += mask.length;
    real += mask.reduce((sum, value) => sum + value, 0);
  }
  assert.ok(real / whole > 0.95, `${real / whole} of a batch is words`);
});

test('EmoBank: three numbers a sentence, split by its own column', async () => {
  if (!hasData('emobank') || !hasData('glove')) return;
  const { splits } = await prepare(emobank(), realData, options);
  assert.equal(
    [splits.train, splits.validation, splits.test].map((split) => split?.rowCount),
    [8062, 1000, 1000],
  );
  assert.is(splits.train?.rowIds[0], '110CYL068_1036_1079');
  assert.equal(
    ['valence', 'arousal', 'dominance'].map((name) => splits.train?.targets.get(`${name}_head`)?.[0]),
    [3, 3, 3.2],
  );
});

test('FER2013: images stay 8-bit until a batch takes them', async () => {
  if (!hasData('fer2013')) return;
  const { splits } = await prepare(fer2013(), realData, options);
  assert.is((splits.train?.rowCount ?? 0) + (splits.validation?.rowCount ?? 0), 28709);
  assert.is(splits.test?.rowCount, 3589);
  const samples = splits.test?.fields.get('face')?.samples;
  assert.ok(samples?.kind === 'image' && samples.data instanceof Uint8Array);
  assert.ok(splits.test !== null);
  const [batch] = batches(splits.test, { size: 64, random: null, isBucketed: false });
  const faces = batch?.fields.get('face') as Float32Array;
  assert.is(faces.length, 64 * 48 * 48);
  assert.ok(faces.every((value) => value >= 0 && value <= 1) && faces.some((value) => value > 0.9));
});

test('speech: 47 clips, extracted once, then from the cache', async () => {
  if (!hasData('speech-emotion')) return;
  const stops: number[] = [];
  const first = await prepare(speech(), realData, { ...options, onProgress: ({ done }) => stops.push(done) });
  assert.equal(
    stops,
    Array.from({ length: 47 }, (_, index) => index + 1),
  );
  const samples = first.splits.train?.fields.get('tone')?.samples;
  assert.ok(samples?.kind === 'vec' && samples.width === 5 * 136);
  const rows = [...(first.splits.train?.rows ?? [])];
  const trained = rows.flatMap((row) => [...samples.data.subarray(row * 680, (row + 1) * 680)]);
  assert.ok(trained.every((value) => value >= -1.000001 && value <= 1.000001));
  const [second, tookMs] = await timed(() => prepare(speech(), realData, options));
  assert.equal(second.splits.train?.fields.get('tone')?.samples, samples);
  assert.equal(second.fitted, first.fitted);
  assert.ok(tookMs < 1000, `${tookMs} ms`);
});

test.run();
