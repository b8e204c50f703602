import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse, parseConcretely } from '../../../src/compiler/parse/parse.ts';
import { damagesOf } from '../../service/_damages.ts';
import { specs } from '../check/_specs.ts';

const texts = specs.map(({ text }) => text);

test('a spec read block by block is the spec read as a whole', () => {
  for (const text of texts) assert.equal(parse({ file: 'spec.emo', text }), parseConcretely({ file: 'spec.emo', text }).result);
});

test('also where it is damaged: the same tree, the same mistakes', () => {
  let count = 0;
  for (const { text, what } of damagesOf(texts, 23)) {
    const source = { file: 'spec.emo', text };
    assert.equal(parse(source), parseConcretely(source).result, what);
    count += 1;
    if (count === 1500) break;
  }
});

test.run();
