import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readVectors, type VectorOptions, type WordVectors } from '../../../../src/runtime/features/text/vectors.ts';
import { failureOf, outcomeOf } from '../../failure-of.ts';
import { pseudoRandom } from '../../pseudo-random.ts';
import { realFile } from '../../real-file.ts';

const test = suite<{ read: (text: string, options?: VectorOptions) => WordVectors; folder: string }>('vectors');
test.before((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'emoc-vectors-'));
  context.read = (text, options = {}) => {
    writeFileSync(join(context.folder, 'v.txt'), text);
    return readVectors(join(context.folder, 'v.txt'), { file: 'v.txt', ...options });
  };
});
test.after(({ folder }) => rmSync(folder, { recursive: true }));

test('GloVe, word2vec and fastText layouts give the same vectors', ({ read }) => {
  const expected = { words: ['the', 'é😀', '2'], width: 2, data: Float32Array.of(0.5, -1, 1e-3, 2, 3, 4) };
  const lines = ['the 0.5 -1', 'é😀 1e-3 2', '2 3 4'];
  for (const text of [
    lines.join('\n'),
    `3 2\n${lines.join('\n')}\n`,
    `3 2\r\n${lines.join(' \r\n')} \r\n\r\n`,
    lines.join('\n').replaceAll(' ', '\t'),
  ]) {
    const { words, width, data, rowOf } = read(text);
    assert.equal({ words, width, data }, expected);
    assert.equal(
      [...rowOf],
      [
        ['the', 0],
        ['é😀', 1],
        ['2', 2],
      ],
    );
  }
});

test('only what is wanted; the first of two; words with blanks', ({ read }) => {
  const text = 'a 1 2\nb 3 4\na 5 6\n. . . 7 8\nat x@y.z 9 10\n';
  assert.equal(read(text).words, ['a', 'b', '. . .', 'at x@y.z']);
  assert.equal([...read(text).data], [1, 2, 3, 4, 7, 8, 9, 10]);
  const some = read(text, { only: new Set(['. . .', 'b', 'zebra']) });
  assert.equal(
    [some.words, [...some.data]],
    [
      ['b', '. . .'],
      [3, 4, 7, 8],
    ],
  );
  assert.equal(read(text, { only: new Set() }).data.length, 0);
});

const mistakes: readonly (readonly [name: string, text: string, code: string, line: number | undefined, part: string])[] = [
  ['a line that is too short', 'a 1 2\nb 3\n', 'E0760', 2, 'a word and 2 numbers, found 1 numbers'],
  ['a line that is too long', 'a 1 2\n\nb 3 4 5\n', 'E0760', 3, 'found 3 numbers'],
  ['a word alone', 'a 1 2\nb\n', 'E0760', 2, 'found 0 numbers'],
  ['another width than declared', '2 3\na 1 2\nb 3 4\n', 'E0761', 2, 'declares vectors of 3 numbers, line 2 has 2'],
  ['fewer words than declared', '3 2\na 1 2\nb 3 4\n', 'E0762', undefined, 'declares 3 vectors, the file has 2'],
  ['a header alone', '3 2\n', 'E0762', undefined, 'the file has 0'],
  ['texts', 'hello\nworld\n', 'E0763', 1, 'one word without numbers'],
  ['blank lines', '\n \n', 'E0763', undefined, 'blank'],
  ['a word among the numbers', 'a 1 2\nb 3 x\n', 'E0614', 2, 'column `1`'],
  ['NaN', 'a 1 nan\n', 'E0615', 1, 'nan'],
  ['a number beyond 32 bits', 'a 1 1e39\n', 'E0623', 1, '1e39'],
  ['nothing', '', 'E0603', undefined, '0 bytes'],
];
for (const [name, text, code, line, part] of mistakes) {
  test(`${name} is ${code}`, ({ read }) => {
    const diagnostic = failureOf(() => read(text));
    assert.is(diagnostic.code, code);
    assert.ok(diagnostic.message.includes(part), diagnostic.message);
    assert.is((diagnostic.at as { line?: number }).line, line);
  });
}

test('a line of another width is found also where its word is not wanted', ({ read }) => {
  assert.is(failureOf(() => read('a 1 2\nb 3\n', { only: new Set(['a']) })).code, 'E0760');
});

test('files that cannot be read', ({ folder }) => {
  assert.is(failureOf(() => readVectors(join(folder, 'no'))).code, 'E0601');
  assert.is(failureOf(() => readVectors(folder)).code, 'E0602');
});

test('any bytes give vectors or a Failure', ({ read }) => {
  const random = pseudoRandom(9);
  const seen = { value: 0, failure: 0 };
  for (let round = 0; round < 1000; round += 1) {
    const text = Array.from({ length: Math.floor(random() * 20) }, () => 'a1 .\n-\té'[Math.floor(random() * 8)]).join('');
    seen[outcomeOf(() => read(text))] += 1;
  }
  assert.ok(seen.value > 5 && seen.failure > 100, JSON.stringify(seen));
});

test('blocks of the file meet inside lines: 200 000 lines come out as they went in', ({ read }) => {
  const lines = Array.from({ length: 200_000 }, (_, index) => `wörd${index} ${index / 8} ${-index} ${index * 0.1}`);
  const { words, data } = read(lines.join('\n'));
  assert.is(words.length, 200_000);
  const wrong = lines.findIndex(
    (line, row) =>
      line !== `${words[row]} ${data[row * 3]} ${data[row * 3 + 1]} ${row * 0.1}` || data[row * 3 + 2] !== Math.fround(row * 0.1),
  );
  assert.is(wrong, -1, lines[wrong]);
});

test('a binary file says that it is none of text', ({ folder }) => {
  const path = join(folder, 'x.bin');
  writeFileSync(path, Buffer.alloc(9e6, 7));
  assert.is(failureOf(() => readVectors(path)).code, 'E0763');
  const real = realFile('oracles/word-vectors/word2vec.bin');
  if (real !== undefined) failureOf(() => readVectors(real));
});

test('GloVe, 20 000 words: every number as Number reads it', () => {
  const path = realFile('data/glove/glove.20k.100d.txt');
  if (path === undefined) return;
  const startMs = performance.now();
  const { words, width, data } = readVectors(path);
  console.log(`20 000 x 100 read in ${Math.round(performance.now() - startMs)} ms`);
  assert.equal([words.length, width], [20_000, 100]);
  const lines = readFileSync(path, 'utf8').split('\n');
  for (let row = 0; row < 20_000; row += 1) {
    const [word, ...numbers] = (lines[row] as string).split(' ');
    assert.is(words[row], word);
    for (let place = 0; place < 100; place += 1)
      if (data[row * 100 + place] !== Math.fround(Number(numbers[place]))) assert.unreachable(`row ${row}`);
  }
});

test("gensim's and fastText's own text files", () => {
  for (const [name, count, width] of [
    ['word2vec.txt', 753, 16],
    ['fasttext-skipgram.vec', 753, 20],
  ] as const) {
    const path = realFile(`oracles/word-vectors/${name}`);
    if (path === undefined) continue;
    const read = readVectors(path);
    const declared = readFileSync(path, 'utf8').split('\n', 1)[0];
    assert.is(declared?.trim(), `${read.words.length} ${read.width}`);
    assert.ok(count > 0 && read.width === width);
  }
});

test.run();
