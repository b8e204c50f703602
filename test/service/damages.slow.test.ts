import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { specs } from '../compiler/check/_specs.ts';
import { damagesOf, slowestAnswerMs } from './_damages.ts';
import { shippedData } from './_data.ts';
import { followPrefixes } from './completion/_prefixes.ts';

const limitMs = 50;

test('none of 100 000 damages throws or takes over 50 ms', () => {
  let count = 0;
  for (const { text, offset, what } of damagesOf(
    specs.map((spec) => spec.text),
    1,
  )) {
    assert.ok(slowestAnswerMs(text, offset, shippedData, limitMs) <= limitMs, what);
    count += 1;
    if (count === 100_000) break;
  }
});

for (const { file, text } of specs) {
  test(`${file}: after every prefix, letter by letter, what really follows is proposed`, () => {
    const { gaps } = followPrefixes(
      text,
      shippedData,
      Array.from({ length: text.length }, (_, offset) => offset),
    );
    assert.is(gaps.map(({ before, expected }) => `${JSON.stringify(before)} -> ${expected}`).join('\n'), '');
  });
}

test.run();
