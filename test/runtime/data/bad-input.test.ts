import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Dataset } from '../../../src/compiler/check/model.ts';
import { writeNpy } from '../../../src/runtime/data/arrays/npy.ts';
import { writeWav } from '../../../src/runtime/data/audio/write-wav.ts';
import {
  byFile,
  clips,
  csv,
  dataset,
  encoder,
  failureOf,
  field,
  folderOf,
  group,
  head,
  image,
  label,
  number,
  percent,
  prepare,
  read,
  span,
  spec,
  text,
  vec,
} from './_spec.ts';

const test = suite('mistakes in the data');

const feeling = ['bad', 'good'];
const said = text('said', field('clips', 'said'));
const mood = label('mood', field('clips', 'mood'), feeling);
const rows = (...lines: readonly string[]): string => `${['id,said,mood,score,who', ...lines].join('\n')}\n`;
const plain = rows('a,fine day,good,1,ann', 'b,sad day,bad,2,bob', 'c,grey day,bad,3,cy', 'd,blue day,good,4,dee');

/** A data set over `clips.csv`, with texts that an encoder reads and moods that a head predicts. */
const setOf = (parts: Partial<Dataset> = {}): Dataset => ({
  ...dataset({ reads: [csv('clips', 'clips.csv')], columns: [said, mood], split: percent(0.5, 0, 0.5, null, 'mood') }),
  ...parts,
});
const words = { length: 8, lowercase: true, vocabulary: null, min_count: 1 };
const tone = { features: 'f34', window: 50, hop: 50, mid: 1000, mid_hop: null };
const specOf = (set: Dataset) => spec(set, [encoder('words', said, [['words', words]])], [head(mood)]);
const run = (table: string, set: Dataset) => () => prepare(specOf(set), folderOf({ 'clips.csv': table }));

test('the data of these tests is fine as it is', async () => {
  const { splits } = await prepare(specOf(setOf()), folderOf({ 'clips.csv': plain }));
  assert.is(splits.train?.rowCount, 2);
  assert.is(splits.test?.rowCount, 2);
  assert.is(splits.validation, null);
});

test('a file that does not exist, with the folder it was looked for in', async () => {
  const folder = folderOf({});
  const { message, help } = await failureOf('E0601', () => prepare(specOf(setOf()), folder));
  assert.match(message, '`clips.csv`');
  assert.match(help[0]?.text ?? '', folder);
});

test('reads side by side with different numbers of rows', async () => {
  const set = setOf({
    reads: [csv('clips', 'clips.csv'), csv('more', 'more.csv')],
    columns: [said, mood, vec('f', 'more', 0, 0)],
  });
  const used = { ...specOf(set), encoders: [encoder('f', vec('f', 'more', 0, 0)), ...specOf(set).encoders] };
  const found = await failureOf('E0650', () => prepare(used, folderOf({ 'clips.csv': plain, 'more.csv': 'x\n1\n2\n3\n' })));
  assert.is(found.message, '`more.csv` has 3 rows; expected 4 as in `clips.csv`, since both are read side by side');
});

test('files of one split with different numbers of rows, though the sums are equal', async () => {
  const features = vec('f', 'more', 0, 0);
  const set = setOf({
    reads: [csv('clips', 'clips_{split}.csv'), csv('more', 'more_{split}.csv')],
    columns: [said, mood, features],
    split: byFile({ a: 'train', b: 'test' }),
  });
  const used = { ...specOf(set), encoders: [encoder('f', features), ...specOf(set).encoders] };
  const files = { 'clips_a.csv': plain, 'clips_b.csv': plain, 'more_a.csv': 'x\n1\n2\n3\n', 'more_b.csv': 'x\n1\n2\n3\n4\n5\n' };
  const found = await failureOf('E0650', () => prepare(used, folderOf(files)));
  assert.match(found.message, '`more_a.csv` has 3 rows; expected 4 as in `clips_a.csv`');
});

const joined = (key: string) =>
  setOf({
    reads: [csv('clips', 'clips.csv'), csv('people', 'people.csv')],
    joins: [{ read: 'people', key: key === '' ? null : field('people', key), by: field('clips', 'who'), span }],
    columns: [said, mood, group('city', field('people', 'city'))],
  });
const withPeople =
  (people: string, key = 'name') =>
  () =>
    prepare(specOf(joined(key)), folderOf({ 'clips.csv': plain, 'people.csv': people }));

test('a join key that no row has', async () => {
  const people = 'name,city\nann,X\nbobby,Y\ncy,X\ndee,Z\n';
  const { message, at, help } = await failureOf('E0651', withPeople(people));
  assert.is(message, '`clips.csv`, line 3: no row of `people.csv` has the key `bob`');
  assert.equal(at, { file: 'clips.csv', line: 3 });
  assert.is(help[0]?.text, undefined);
  assert.is((await failureOf('E0651', withPeople(people.replace('bobby', 'bib')))).help[0]?.text, 'did you mean `bib`?');
});

test('a join key that two rows have', async () => {
  const { message } = await failureOf('E0652', withPeople('name,city\nann,X\nbob,Y\nann,X\ncy,X\ndee,Z\n'));
  assert.is(message, '`people.csv`, line 4: the key `ann` stands on line 2 already; a join needs each key once');
});

test('a join by row number beyond the table', async () => {
  const { message } = await failureOf('E0651', () =>
    prepare(specOf(joined('')), folderOf({ 'clips.csv': plain.replaceAll(/(ann|bob|cy)/g, '0'), 'people.csv': 'city\nX\n' })),
  );
  assert.match(message, 'line 5: no row of `people.csv` has the key `dee`');
});

test('a pattern that does not match a row', async () => {
  const set = setOf({ columns: [said, mood, group('video', field('clips', 'id', '^([a-c])$'))] });
  const { message } = await failureOf('E0653', run(plain, set));
  assert.is(message, '`clips.csv`, line 5, column `id`: `d` does not match the pattern `^([a-c])$`');
});

test('numbers: outside of the range, not a number, nothing, NaN, infinity', async () => {
  const score = number('score', field('clips', 'score'), [1, 4]);
  const numeric = (value: string) => () =>
    prepare(
      spec(
        setOf({ columns: [said, score], split: percent(0.5, 0, 0.5) }),
        [encoder('words', said, [['words', words]])],
        [head(score)],
      ),
      folderOf({ 'clips.csv': plain.replace(',3,', `,${value},`) }),
    );
  const { message, at } = await failureOf('E0654', numeric('4.0001'));
  assert.is(message, '`clips.csv`, line 4, column `score`: expected a number in 1..4, found 4.0001');
  assert.equal(at, { file: 'clips.csv', line: 4, column: 'score' });
  await failureOf('E0654', numeric('-1'));
  assert.match((await failureOf('E0614', numeric('three'))).message, 'line 4, column `score`');
  assert.match((await failureOf('E0616', numeric(''))).message, 'line 4, column `score`');
  await failureOf('E0615', numeric('NaN'));
  await failureOf('E0615', numeric('-inf'));
});

test('numbers at the ends of their range are inside, also where 32 bits would round them out', async () => {
  const score = number('score', field('clips', 'score'), [0.7, 4]);
  const { splits } = await prepare(
    spec(
      setOf({ columns: [said, score], split: percent(0.5, 0, 0.5) }),
      [encoder('words', said, [['words', words]])],
      [head(score)],
    ),
    folderOf({ 'clips.csv': plain.replace(',1,ann', ',0.7,ann') }),
  );
  const all = [...(splits.train?.targets.get('score_head') ?? []), ...(splits.test?.targets.get('score_head') ?? [])];
  assert.equal(all.sort(), [0.7, 2, 3, 4]);
});

test('a feature that is not a number names row and column', async () => {
  const features = vec('f', 'clips', 3, 3);
  const used = spec(setOf({ columns: [features, mood] }), [encoder('f', features)], [head(mood)]);
  const { message } = await failureOf('E0614', () => prepare(used, folderOf({ 'clips.csv': plain.replace(',2,', ',two,') })));
  assert.is(message, '`clips.csv`, line 3, column `score`: expected a number, found `two`');
});

test('a value that is no label', async () => {
  const { message, help } = await failureOf('E0655', run(plain.replace('grey day,bad', 'grey day,goud'), setOf()));
  assert.is(message, '`clips.csv`, line 4, column `mood`: `goud` is no label of `mood`; expected bad or good');
  assert.is(help[0]?.text, 'did you mean `good`?');
});

test('a value that the mapping does not name', async () => {
  const mapped = label('mood', field('clips', 'score'), feeling, [
    [['1', '2'], 'bad'],
    [['>= 4'], 'good'],
  ]);
  const { message } = await failureOf('E0655', run(plain, setOf({ columns: [said, mapped] })));
  assert.is(message, '`clips.csv`, line 4, column `score`: `3` is no label of `mood`; expected 1, 2 or >= 4');
});

test('a mapping that drops every row', async () => {
  const mapped = label('mood', field('clips', 'mood'), feeling, [[['*'], null]]);
  const { message } = await failureOf('E0665', run(plain, setOf({ columns: [said, mapped] })));
  assert.match(message, 'all 4 are dropped');
});

test('a clip that does not exist, with the row that wants it', async () => {
  const voice = clips('voice', 'clips', 'wav/{id}.wav');
  const used = spec(setOf({ columns: [voice, mood] }), [encoder('tone', voice, [['pyaudio', tone]])], [head(mood)]);
  const present = { 'clips.csv': plain, 'wav/a.wav': 'x', 'wav/c.wav': 'x', 'wav/d.wav': 'x' };
  const { message, at, related } = await failureOf('E0659', () => prepare(used, folderOf(present)));
  assert.is(message, '`clips.csv`, line 3: its clip `wav/b.wav` does not exist');
  assert.equal([at, related], [{ file: 'clips.csv', line: 3 }, []]);
});

test('several clips that do not exist, with the first rows that want them', async () => {
  const voice = clips('voice', 'clips', 'wav/{id}.wav');
  const used = spec(setOf({ columns: [voice, mood] }), [encoder('tone', voice, [['pyaudio', tone]])], [head(mood)]);
  const three = await failureOf('E0668', () => prepare(used, folderOf({ 'clips.csv': plain, 'wav/b.wav': 'x' })));
  assert.is(three.message, '3 of 4 clips do not exist; the first: `clips.csv`, line 2: its clip `wav/a.wav`');
  assert.equal(three.at, { file: 'clips.csv', line: 2 });
  assert.equal(
    three.related.map(({ at, label: its }) => [at, its]),
    [
      [{ file: 'clips.csv', line: 4 }, 'its clip `wav/c.wav`'],
      [{ file: 'clips.csv', line: 5 }, 'its clip `wav/d.wav`'],
    ],
  );
  const many = rows(...Array.from({ length: 12 }, (_, row) => `k${row % 9},so,${feeling[row % 2]},1,ann`));
  const nine = await failureOf('E0668', () => prepare(used, folderOf({ 'clips.csv': many })));
  assert.match(nine.message, /^9 of 9 clips/);
  assert.is(nine.related.length, 4);
});

/** Noise of a second. */
const sound = writeWav(
  Float32Array.from({ length: 8000 }, (_, index) => ((index * 7919) % 201) / 200 - 0.5),
  8000,
);

test('a clip that is no wav file, with its row', async () => {
  const voice = clips('voice', 'clips', 'wav/{id}.wav');
  const used = spec(setOf({ columns: [voice, mood] }), [encoder('tone', voice, [['pyaudio', tone]])], [head(mood)]);
  const wavs = { 'wav/a.wav': sound, 'wav/b.wav': sound, 'wav/c.wav': 'just some text', 'wav/d.wav': sound };
  const { message, at, related } = await failureOf('E0701', () => prepare(used, folderOf({ 'clips.csv': plain, ...wavs })));
  assert.match(message, /^`clips\.csv`, line 4: `wav\/c\.wav` is not a wav file/);
  assert.equal([at, related], [{ file: 'clips.csv', line: 4 }, []]);
  // Two rows with one clip are one mistake, told at the first of them.
  const twice = plain.replace('d,blue', 'c,blue');
  const again = await failureOf('E0701', () => prepare(used, folderOf({ 'clips.csv': twice, ...wavs })));
  assert.equal(again.at, { file: 'clips.csv', line: 4 });
});

test('several broken clips are one diagnostic, with the first rows, whatever is wrong with them', async () => {
  const voice = clips('voice', 'clips', 'wav/{id}.wav');
  const used = spec(setOf({ columns: [voice, mood] }), [encoder('tone', voice, [['pyaudio', tone]])], [head(mood)]);
  const wavs = { 'wav/a.wav': sound, 'wav/b.wav': sound.subarray(0, 100), 'wav/c.wav': '', 'wav/d.wav': sound.subarray(0, 100) };
  const shown = (name: string): string => `\`wav/${name}.wav\``;
  const mixed = await failureOf('E0714', () => prepare(used, folderOf({ 'clips.csv': plain, ...wavs })));
  assert.match(mixed.message, /^3 of 4 clips cannot be used; the first: `clips\.csv`, line 3: `wav\/b\.wav` is cut off/);
  assert.equal(mixed.at, { file: 'clips.csv', line: 3 });
  assert.equal(
    mixed.related.map((one) => [one.at, one.label.slice(0, shown('c').length)]),
    [
      [{ file: 'clips.csv', line: 4 }, shown('c')],
      [{ file: 'clips.csv', line: 5 }, shown('d')],
    ],
  );
  // Where all have one thing wrong, its way out is theirs; a clip without a window is found as the others are.
  const short = writeWav(new Float32Array(100), 8000);
  const same = { 'wav/a.wav': short, 'wav/b.wav': sound, 'wav/c.wav': short, 'wav/d.wav': short };
  const { help, related } = await failureOf('E0714', () => prepare(used, folderOf({ 'clips.csv': plain, ...same })));
  assert.is(help[0]?.text, 'take its row out of the table, or set a shorter `window`');
  assert.is(related.length, 2);
});

test('images of another shape, and images with holes', async () => {
  const face = image('face', field('faces', 0), 2, 3);
  const reads = [csv('clips', 'clips.csv'), read('faces', 'npy', { path: 'faces.npy' })];
  const used = spec(setOf({ reads, columns: [face, mood] }), [encoder('face', face)], [head(mood)]);
  const withFaces = (shape: readonly number[], data: Uint8Array<ArrayBuffer> | Float32Array<ArrayBuffer>) => () =>
    prepare(used, folderOf({ 'clips.csv': plain, 'faces.npy': writeNpy(shape, data) }));
  const { message } = await failureOf('E0657', withFaces([4, 3, 2], new Uint8Array(24)));
  assert.is(message, '`faces.npy`: `0` has the shape [4, 3, 2]; expected [rows, 2, 3]');
  const holed = new Float32Array(24);
  holed[13] = Number.NaN;
  const second = await failureOf('E0658', withFaces([4, 2, 3], holed));
  assert.is(second.message, '`faces.npy`: `0[2, 0, 1]` is NaN; expected a finite number');
  await failureOf('E0650', withFaces([3, 2, 3], new Uint8Array(18)));
  await withFaces([4, 2, 3, 1], new Uint8Array(24))();
});

test('an array where a table is expected', async () => {
  const reads = [csv('clips', 'clips.csv'), read('faces', 'npy', { path: 'faces.npy' })];
  const set = setOf({ reads, columns: [said, mood, group('who', field('faces', 0))] });
  const files = { 'clips.csv': plain, 'faces.npy': writeNpy([4, 2], new Uint8Array(8)) };
  const { message } = await failureOf('E0656', () => prepare(specOf(set), folderOf(files)));
  assert.is(message, '`faces.npy`: `0` is an array [4, 2]; expected one number a row');
});

test('a side of the split without rows', async () => {
  const { message } = await failureOf('E0660', run(plain, setOf({ split: percent(0.9, 0.05, 0.05) })));
  assert.is(message, 'the validation split of `data` has no rows; expected at least one of 4');
  const one = plain.replaceAll(/,(bob|cy|dee)/g, ',ann');
  const grouped = setOf({ columns: [said, mood, group('who', field('clips', 'who'))], split: percent(0.5, 0, 0.5, 'who') });
  await failureOf('E0660', run(one, grouped));
});

const byRole = (roles: Readonly<Record<string, 'train' | 'test'>>): Dataset['split'] => ({
  kind: 'column',
  source: field('clips', 'id'),
  values: Object.entries(roles).map(([value, role]) => ({ value, role })),
  span,
});

test('a group on two sides of a split that the data brings along', async () => {
  const columns = [said, mood, group('who', field('clips', 'who'))];
  const set = setOf({ columns, split: byRole({ a: 'train', b: 'train', c: 'test', d: 'test' }) });
  const { message, help } = await failureOf('E0661', run(plain.replace('cy', 'ann'), set));
  assert.is(message, 'rows of one `who` stand on two sides of the split of `data`, in 1 of 3 groups: `ann` (train and test)');
  assert.is(help[0]?.text, 'keep groups together: split … by who');
});

test('a class without a training row', async () => {
  const set = setOf({ split: byRole({ a: 'train', b: 'test', c: 'test', d: 'train' }) });
  const { message } = await failureOf('E0662', run(plain, set));
  assert.is(message, 'no row of the training split of `data` has the label `bad` of `mood`; found on other sides: 2');
});

test('a value that belongs to no side of the split', async () => {
  const { message } = await failureOf('E0663', run(plain, setOf({ split: byRole({ a: 'train', b: 'test', c: 'train' }) })));
  assert.is(message, '`clips.csv`, line 5, column `id`: `d` belongs to no side of the split; expected a, b or c');
});

test('a constant column under scale and standardize, unless they are told that it is zero', async () => {
  const features = vec('f', 'clips', 0, 1);
  const constantOn = (step: string, constant: string) => {
    const encoded = encoder('f', features, [[step, { range: { from: -1, to: 1 }, constant }]]);
    const set = dataset({
      reads: [csv('clips', 'clips.csv')],
      columns: [features, mood],
      split: percent(0.5, 0, 0.5),
    });
    const table = 'x,y,mood\n5,1,good\n5,2,bad\n5,3,good\n5,4,bad\n';
    return prepare(spec(set, [encoded], [head(mood)]), folderOf({ 'clips.csv': table }), { seed: 3 });
  };
  for (const step of ['scale', 'standardize']) {
    const { message } = await failureOf('E0664', () => constantOn(step, 'refuse'));
    assert.is(message, `f: 1 of 2 features keep one value in every training row: \`x\`; \`${step}\` cannot rescale them`);
    const { splits } = await constantOn(step, 'zero');
    const samples = splits.train?.fields.get('f')?.samples;
    assert.ok(samples?.kind === 'vec');
    assert.equal(
      [0, 2, 4, 6].map((at) => samples.data[at]),
      [0, 0, 0, 0],
    );
    assert.is.not(samples.data[1], samples.data[3]);
  }
});

test('word vectors of another width, and without any word of the data', async () => {
  const withVectors = (file: string) => {
    const embed = { vectors: 'v.txt', width: 2, freeze: false };
    const used = spec(setOf(), [encoder('words', said, [['words', words]], [['embed', embed]])], [head(mood)]);
    return () => prepare(used, folderOf({ 'clips.csv': plain, 'v.txt': file }));
  };
  const { message } = await failureOf('E0666', withVectors('day 1 2 3\nsad 4 5 6\n'));
  assert.is(message, '`v.txt` has vectors of 3 numbers; expected 2 as `words` declares');
  await failureOf('E0670', withVectors('tag 1 2\nnacht 4 5\n'));
});

test('two data sets in one run', async () => {
  const used = specOf(setOf());
  const other = { ...used, heads: [...used.heads, { ...head(mood), dataset: 'other' }] };
  await failureOf('E0667', () => prepare(other, folderOf({ 'clips.csv': plain })));
});

test.run();
