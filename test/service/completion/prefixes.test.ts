import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { specs } from '../../compiler/check/_specs.ts';
import { pseudoRandom } from '../../runtime/pseudo-random.ts';
import { shippedData } from '../_data.ts';
import { followPrefixes } from './_prefixes.ts';

for (const { file, text } of specs) {
  // One in three; the slow tests follow every prefix, letter by letter.
  test(`${file}: before and after words and signs, what really follows is proposed`, () => {
    const random = pseudoRandom(3);
    const ends = [...text.matchAll(/\w+|[^\w\s]/g)].flatMap((match) => [match.index, match.index + match[0].length]);
    const { prefixes, gaps } = followPrefixes(text, shippedData, new Set(ends.filter(() => random() < 1 / 3)));
    assert.ok(prefixes > 60);
    assert.is(gaps.map(({ before, expected }) => `${JSON.stringify(before)} -> ${expected}`).join('\n'), '');
  });
}

test.run();
