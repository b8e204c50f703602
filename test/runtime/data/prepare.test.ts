import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Dataset } from '../../../src/compiler/check/model.ts';
import { hashBytes } from '../../../src/runtime/files/hash.ts';
import {
  byFile,
  csv,
  dataset,
  encoder,
  failureOf,
  field,
  folderOf,
  group,
  head,
  id,
  label,
  type Mapping,
  number,
  percent,
  prepare,
  read,
  span,
  spec,
  text,
  vec,
} from './_spec.ts';

const test = suite('prepared data');

const labels = ['low', 'mid', 'high'];
const said = text('said', field('rows', 'said'));
const words = { length: 5, lowercase: true, vocabulary: null, min_count: 1 };
const sayings = encoder('words', said, [['words', words]]);
const byColumn = (read: string, column: string): Dataset['split'] => ({
  kind: 'column',
  source: field(read, column),
  values: [
    { value: 't', role: 'train' },
    { value: 'v', role: 'validation' },
    { value: 'x', role: 'test' },
    { value: '-', role: null },
  ],
  span,
});

test('a mapping tries its entries in order: texts, comparisons, anything', async () => {
  const mapping: Mapping = [
    [['unknown', '-1'], null],
    [['< 2'], 'low'],
    [['3', '== 4'], 'mid'],
    [['*'], 'high'],
  ];
  const scale = label('scale', field('rows', 'score'), labels, mapping);
  const set = dataset({
    reads: [csv('rows', 'rows.csv')],
    columns: [said, scale, id('name', field('rows', 'id'))],
    split: percent(1, 0, 0),
  });
  const table =
    'id,said,score\na,one,1.5\nb,two,unknown\nc,three, 3 \nd,four,4.0\ne,five,lots\nf,six,-1\ng,seven,-1.0\nh,eight,2\n';
  const { splits } = await prepare(spec(set, [sayings], [head(scale)]), folderOf({ 'rows.csv': table }));
  // b and f are dropped, in every column; g is a number below 2, not the text -1.
  assert.equal(splits.train?.rowIds, ['a', 'c', 'd', 'e', 'g', 'h']);
  assert.equal(
    Array.from(splits.train?.targets.get('scale_head') ?? [], (number) => labels[number]),
    ['low', 'mid', 'mid', 'high', 'low', 'high'],
  );
  const samples = splits.train?.fields.get('words')?.samples;
  assert.ok(samples?.kind === 'tokens' && samples.offsets.length === 7);
});

test('joins by row number and by key, one after the other; groups and ids follow their rows', async () => {
  const set = dataset({
    reads: [csv('rows', 'rows.csv'), csv('people', 'people.csv'), csv('clips', 'clips.csv', false)],
    // Written in an order in which the first join has to wait for the second.
    joins: [
      { read: 'people', key: field('people', 'name'), by: field('clips', 1, '^(\\w+)@'), span },
      { read: 'clips', key: null, by: field('rows', 'clip'), span },
    ],
    columns: [
      said,
      number('age', field('people', 'age')),
      group('video', field('clips', 0, '^(.*)_[0-9]+$')),
      id('clip', field('clips', 0)),
    ],
    split: percent(1, 0, 0),
  });
  const files = {
    'rows.csv': 'said,clip\none,2\ntwo,0\nthree,1\nfour,2\n',
    'clips.csv': 'v_1_7,ann@x\nv_1_8,bob@y\nw_3,ann@z\n',
    'people.csv': 'name,age\nbob,40\nann,30\n',
  };
  const age = number('age', field('people', 'age'));
  const { splits, files: read } = await prepare(spec(set, [sayings], [head(age)]), folderOf(files));
  assert.equal(splits.train?.rowIds, ['w_3', 'v_1_7', 'v_1_8', 'w_3']);
  assert.equal(splits.train?.groups, ['w', 'v_1', 'v_1', 'w']);
  assert.equal(splits.train?.targets.get('age_head'), Float64Array.of(30, 30, 40, 30));
  assert.equal(
    read.map(({ file }) => file),
    ['rows.csv', 'people.csv', 'clips.csv'],
  );
  assert.is(read[0]?.sha256, hashBytes(files['rows.csv']));
});

test('reads that no encoder, head or split uses are not opened', async () => {
  const set = dataset({
    reads: [csv('rows', 'rows.csv'), csv('huge', 'not-there.csv')],
    columns: [said, number('age', field('rows', 'age')), vec('unused', 'huge', 0, 9)],
    split: percent(0.5, 0, 0.5),
  });
  const used = spec(set, [sayings], [head(number('age', field('rows', 'age')))]);
  await prepare(used, folderOf({ 'rows.csv': 'said,age\na,1\nb,2\n' }));
});

test('files of a split follow each other in the order of the spec', async () => {
  const set = dataset({
    reads: [csv('rows', '{split}/rows.csv')],
    columns: [said, number('age', field('rows', 'age'))],
    split: byFile({ late: 'test', early: 'train' }),
  });
  const files = { 'early/rows.csv': 'said,age\na,1\nb,2\n', 'late/rows.csv': 'said,age\nc,3\n' };
  const { splits } = await prepare(spec(set, [sayings], [head(number('age', field('rows', 'age')))]), folderOf(files));
  assert.equal(splits.test?.targets.get('age_head'), Float64Array.of(3));
  assert.equal(splits.train?.targets.get('age_head'), Float64Array.of(1, 2));
  assert.equal(Array.from(splits.train?.rows ?? []), [1, 2]);
});

test('rows that the split leaves out are on no side', async () => {
  const age = number('age', field('rows', 'age'));
  const set = dataset({ reads: [csv('rows', 'rows.csv')], columns: [said, age], split: byColumn('rows', 'side') });
  const table = 'said,age,side\na,1,t\nb,2,-\nc,3,v\nd,4,x\n';
  const { splits } = await prepare(spec(set, [sayings], [head(age)]), folderOf({ 'rows.csv': table }));
  assert.equal([splits.train?.rowIds, splits.validation?.rowIds, splits.test?.rowIds], [['0'], ['2'], ['3']]);
});

const table = `said,age,side
the cat and the dog,1,t
the DOG; a cat.,2,t
a bird the cat saw,3,x
!,4,v
the the zebra,5,x
`;
const age = number('age', field('rows', 'age'));
const talking = dataset({ reads: [csv('rows', 'rows.csv')], columns: [said, age], split: byColumn('rows', 'side') });
const tokensOf = (data: Awaited<ReturnType<typeof prepare>>): number[][] => {
  const samples = data.splits.train?.fields.get('words')?.samples;
  if (samples?.kind !== 'tokens') throw new Error('no tokens');
  const { offsets, data: ids } = samples;
  return Array.from({ length: offsets.length - 1 }, (_, row) => [...ids.subarray(offsets[row], offsets[row + 1])]);
};

test('a vocabulary comes from the training texts; words of other splits are unknown', async () => {
  const prepared = await prepare(spec(talking, [sayings], [head(age)]), folderOf({ 'rows.csv': table }));
  // the 3, cat 2, dog 2, then the single ones by code point.
  const learned = ['the', 'cat', 'dog', '.', ';', 'a', 'and'];
  assert.equal(prepared.fitted.get('words/words'), { words: learned });
  assert.equal(prepared.symbols, { V_words: 9 });
  assert.equal(tokensOf(prepared), [[2, 3, 8, 2, 4], [2, 4, 6, 7, 3], [7, 1, 2, 3, 1], [1], [2, 2, 1]]);
  assert.equal(prepared.limits, { T_words: 5 });
});

test('`vocabulary` and `min_count` bound what is learned', async () => {
  const few = (settings: object) => encoder('words', said, [['words', { ...words, ...settings }]]);
  const folder = folderOf({ 'rows.csv': table });
  const learned = async (settings: object) =>
    (await prepare(spec(talking, [few(settings)], [head(age)]), folder)).fitted.get('words/words')?.words;
  assert.equal(await learned({ vocabulary: 2 }), ['the', 'cat']);
  assert.equal(await learned({ min_count: 2 }), ['the', 'cat', 'dog']);
  assert.equal(await learned({ lowercase: false, min_count: 2 }), ['the', 'cat']);
});

test('with word vectors the vocabulary is what file and data share, and the table starts from them', async () => {
  const vectors = 'zebra 1 2\nthe 3 4\nof 9 9\nbird 5 0\n';
  const started = encoder('words', said, [['words', words]], [['embed', { vectors: 'v.txt', width: 2, freeze: true }]]);
  const prepared = await prepare(spec(talking, [started], [head(age)]), folderOf({ 'rows.csv': table, 'v.txt': vectors }));
  assert.equal(prepared.fitted.get('words/words'), { words: ['zebra', 'the', 'bird'] });
  const found = prepared.vectors.get('words');
  assert.equal(found?.words, ['zebra', 'the', 'bird']);
  assert.equal(found?.table, Float32Array.of(0, 0, 3, 2, 1, 2, 3, 4, 5, 0));
  assert.equal(tokensOf(prepared).at(-1), [3, 3, 2]);
  assert.equal(
    prepared.files.map(({ file }) => file),
    ['rows.csv', 'v.txt'],
  );
});

test('vectors that are trained further learn the words of the training texts that their file lacks', async () => {
  const vectors = 'zebra 1 2\nthe 3 4\nof 9 9\nbird 5 0\n';
  const started = encoder('words', said, [['words', words]], [['embed', { vectors: 'v.txt', width: 2, freeze: false }]]);
  const prepared = await prepare(spec(talking, [started], [head(age)]), folderOf({ 'rows.csv': table, 'v.txt': vectors }));
  const learned = ['cat', 'dog', '.', ';', 'a', 'and'];
  assert.equal(prepared.vectors.get('words')?.words, ['zebra', 'the', 'bird', ...learned]);
  const table32 = prepared.vectors.get('words')?.table ?? new Float32Array();
  assert.equal(table32.slice(0, 10), Float32Array.of(0, 0, 3, 2, 1, 2, 3, 4, 5, 0), 'padding, unknown and the words of the file');
  assert.is(new Set(table32.slice(10)).size, 2 * learned.length, 'vectors of learnt words start random, each its own');
});

test('a text without a word becomes one unknown word, with a warning', async () => {
  const empty = table.replace('\n!,', '\n"",');
  const prepared = await prepare(spec(talking, [sayings], [head(age)]), folderOf({ 'rows.csv': empty }));
  assert.equal(tokensOf(prepared)[3], [1]);
  assert.equal(
    prepared.warnings.map(({ code, severity }) => [code, severity]),
    [['W0652', 'warning']],
  );
});

test('the same text in training and test is a warning', async () => {
  const doubled = table.replace('the the zebra', 'the cat and the dog ');
  const { warnings } = await prepare(spec(talking, [sayings], [head(age)]), folderOf({ 'rows.csv': doubled }));
  assert.is(warnings.length, 1);
  assert.is(
    warnings[0]?.message,
    '1 rows of the test split of `data` have a text that is in training, too, as `the cat and the dog`',
  );
});

test('what was fitted is taken back: nothing is learned anew, and the vector file is not needed', async () => {
  const started = encoder('words', said, [['words', words]], [['embed', { vectors: 'v.txt', width: 2, freeze: false }]]);
  const used = spec(talking, [started], [head(age)]);
  const first = await prepare(used, folderOf({ 'rows.csv': table, 'v.txt': 'the 3 4\nbird 5 0\n' }));
  const stored = new Map(JSON.parse(JSON.stringify([...first.fitted])));
  const others = table.replace('the DOG; a cat.', 'quite other words');
  const again = await prepare(used, folderOf({ 'rows.csv': others }), { fitted: stored as typeof first.fitted });
  assert.equal(again.fitted, first.fitted);
  assert.equal(again.symbols, first.symbols);
  assert.is(again.vectors.size, 0);
  assert.equal(tokensOf(again)[2], tokensOf(first)[2]);
  await failureOf('E0671', () => prepare(used, folderOf({ 'rows.csv': table }), { fitted: new Map() }));
});

test('encodings, and the files of one read in different ones', async () => {
  const utf16 = Buffer.from('\ufeffsaid,age\nçok güzel,1\n', 'utf16le');
  const latin = Buffer.from('said,age\nça va,2\n', 'latin1');
  const settings = { path: '{split}.csv', header: true, separator: ',', encoding: 'latin_1' };
  const set = dataset({
    reads: [read('rows', 'csv', settings)],
    columns: [said, age],
    split: byFile({ one: 'train', two: 'test' }),
  });
  const every = encoder('words', said, [['words', words]], [['embed', { vectors: 'v.txt', width: 1, freeze: true }]]);
  const { fitted } = await prepare(
    spec(set, [every], [head(age)]),
    folderOf({ 'one.csv': utf16, 'two.csv': latin, 'v.txt': 'ça 1\ngüzel 2\n' }),
  );
  assert.equal(fitted.get('words/words')?.words, ['ça', 'güzel']);
});

test.run();
