import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { specs } from '../../compiler/check/_specs.ts';
import { shippedData } from '../_data.ts';
import { followPrefixes } from './_prefixes.ts';

for (const { file, text } of specs) {
  test(`${file}: after every token, what really follows is proposed`, () => {
    const ends = [...text.matchAll(/\w+|[^\w\s]/g)].flatMap((match) => [match.index, match.index + match[0].length]);
    const { prefixes, gaps } = followPrefixes(text, shippedData, new Set(ends));
    assert.ok(prefixes > 200);
    assert.is(gaps.map(({ before, expected }) => `${JSON.stringify(before)} -> ${expected}`).join('\n'), '');
  });
}

test.run();
