import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isWellFormed } from './_kept.ts';
import { checkComments, checkRandomSpecs } from './_properties.ts';
import { randomSpec } from './_random-spec.ts';

test('10 000 random specs keep their meaning and comments, and are formatted once', () => checkRandomSpecs(100_000, 10_000));

test('comments at every boundary of 20 random specs survive once, in order', () => {
  let tried = 0;
  for (let seed = 200_000; seed < 200_020; seed += 1) {
    const text = randomSpec(seed);
    if (isWellFormed(text)) tried += checkComments(text);
  }
  assert.ok(tried > 3000, `${tried} texts`);
});

test.run();
