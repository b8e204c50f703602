import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseConcretely } from '../../../src/compiler/parse/parse.ts';
import { specs } from '../check/_specs.ts';
import { isWellFormed, kept } from './_kept.ts';
import { checkComments, checkRandomSpecs } from './_properties.ts';

test('500 random specs keep their meaning and comments, and are formatted once', () => checkRandomSpecs(1, 500));

const forms = readFileSync(new URL('./samples/careless/spec.emo', import.meta.url), 'utf8');

for (const { file, text } of [...specs, { file: 'a spec of every form', text: forms }]) {
  test(`${file}: a comment at any boundary of two tokens survives once, in order`, () => {
    const boundaries = parseConcretely({ file, text }).tokens.length;
    assert.ok(checkComments(text, false) > boundaries / 4, 'many places take a comment');
  });
}

for (const { file, text } of specs) {
  test(`${file}: taking out or adding a line changes no other`, () => {
    const lines = text.split('\n');
    let tried = 0;
    for (const [index, line] of lines.entries()) {
      const withNew = (...added: string[]): string => lines.toSpliced(index, 1, ...added).join('\n');
      if (!/^ {2}(?:(?:\w+ +)?[a-z_]\w* *=|\w+\()/.test(line)) continue;
      const without = withNew();
      const isLastMember = lines[index - 1]?.endsWith('{') === true && lines[index + 1] === '}';
      if (!isWellFormed(without) || isLastMember) continue;
      assert.is(kept(without), without, line);
      const added = `  a_setting_of_a_name_longer_than_any_other = 1`;
      assert.is(kept(withNew(line, added)), withNew(line, added), line);
      tried += 1;
    }
    assert.ok(tried > 5, `${tried} lines`);
  });
}

test.run();
