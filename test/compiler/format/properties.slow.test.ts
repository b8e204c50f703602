import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseConcretely } from '../../../src/compiler/parse/parse.ts';
import { specs } from '../check/_specs.ts';
import { isWellFormed } from './_kept.ts';
import { checkComments, checkRandomSpecs } from './_properties.ts';
import { randomSpec } from './_random-spec.ts';

test('10 000 random specs keep their meaning and comments, and are formatted once', () => checkRandomSpecs(100_000, 10_000));

for (const { file, text } of specs) {
  test(`${file}: a comment of each kind at any boundary of two tokens survives once, in order`, () => {
    const boundaries = parseConcretely({ file, text }).tokens.length;
    assert.ok(checkComments(text, true) > boundaries, 'most places take a comment');
  });
}

test('comments at every boundary of 20 random specs survive once, in order', () => {
  let tried = 0;
  for (let seed = 200_000; seed < 200_020; seed += 1) {
    const text = randomSpec(seed);
    if (isWellFormed(text)) tried += checkComments(text, true);
  }
  assert.ok(tried > 3000, `${tried} texts`);
});

test.run();
