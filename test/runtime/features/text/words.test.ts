import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readTable } from '../../../../src/runtime/data/tables/read-table.ts';
import { clean } from '../../../../src/runtime/features/text/clean.ts';
import { readVectors } from '../../../../src/runtime/features/text/vectors.ts';
import { type WordSettings, words } from '../../../../src/runtime/features/text/words.ts';
import { readFileChecked } from '../../../../src/runtime/files/read-checked.ts';
import { realFile } from '../../real-file.ts';

const cases: readonly (readonly [text: string, found: readonly string[], settings?: WordSettings])[] = [
  ["He didn't pay 3.50... 👍🏽!", ['He', 'did', "n't", 'pay', '3.50', '...', '👍🏽', '!']],
  [
    "can't they'd’ve She’s o'clock 'tis dogs'",
    ['ca', "n't", 'they', "'d", "'ve", 'She', "'s", "o'clock", "'", 'tis', 'dogs', "'"],
  ],
  ["don't SHE’S", ["don't", "SHE'S"], { clitics: 'keep' }],
  ["don't SHE’S '", ['dont', 'SHES', "'"], { clitics: 'join' }],
  ['so-called, e-mail - a--b', ['so-called', ',', 'e-mail', '-', 'a', '-', '-', 'b']],
  ['the u.s. at 8:30, 10,000 men; 3rd 5km 1.', ['the', 'u.s.', 'at', '8:30', ',', '10,000', 'men', ';', '3rd', '5km', '1', '.']],
  ['<user> <3 <url>!', ['<user>', '<', '3', '<url>', '!']],
  ['cafe\u0301 naïve Привет हिन्दी', ['café', 'naïve', 'Привет', 'हिन्दी']],
  ['👩‍👩‍👧🇩🇪❤️x', ['👩‍👩‍👧', '🇩🇪', '❤️', 'x']],
  ['a\u200bb\u0000 \ufeff', ['a', 'b']],
  [' \n\t', []],
  ['', []],
];
for (const [text, found, settings] of cases) {
  test(`${JSON.stringify(text)} with ${settings?.clitics ?? 'split'}`, () => assert.equal(words(text, settings), found));
}

test('GloVe knows nine words in ten of CARER', () => {
  const [texts, vectors] = [realFile('data/carer/test.txt'), realFile('data/glove/glove.20k.100d.txt')];
  if (texts === undefined || vectors === undefined) return;
  const { rowOf } = readVectors(vectors);
  const table = readTable(readFileChecked(texts), texts, { format: 'lines', separator: ';' });
  const all = table.column(0).flatMap((text) => words(clean(text)));
  // This copy of the vectors leaves out words of one letter.
  const known = all.filter((word) => rowOf.has(word) || word === 'i' || word === 'a').length / all.length;
  assert.ok(all.length > 30_000 && known > 0.9, `${all.length} words, ${known}`);
});

test.run();
