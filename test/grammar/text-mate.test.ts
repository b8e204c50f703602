import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { textMateScopes } from './_text-mate.ts';
import { type Role, rolesOf, texts } from './_tokens.ts';

const scopesOf = await textMateScopes();

const expected: Readonly<Record<Role, string>> = {
  block: 'keyword.declaration.emo',
  line: 'keyword.declaration.emo',
  setting: 'variable.parameter.emo',
  call: 'support.function.emo',
  clause: 'keyword.other.emo',
  number: 'constant.numeric.emo',
  text: 'string.quoted.double.emo',
  operator: 'keyword.operator.emo',
  comment: 'comment.line.double-slash.emo',
  documentation: 'comment.line.documentation.emo',
};

for (const spec of texts) {
  test(`${spec.file}: every word, number, text, sign and comment has its scope`, () => {
    const pieces = scopesOf(spec.text);
    const roles = rolesOf(spec);
    assert.ok(roles.length > 20, `${roles.length} tokens`);
    for (const { role, start, image } of roles) {
      const at = pieces.find((piece) => piece.start <= start && start < piece.end);
      const line = spec.text.slice(0, start).split('\n').length;
      assert.is(at?.scopes.at(1), expected[role], `${image} in line ${line}: ${at?.scopes.join(' ')}`);
    }
  });
}

/** The innermost scope of each piece that is no blank. */
const scoped = (text: string): readonly string[] =>
  scopesOf(text)
    .filter(({ start, end, scopes }) => scopes.length > 1 && text.slice(start, end).trim() !== '')
    .map(({ start, end, scopes }) => `${text.slice(start, end)} ${scopes.at(-1)?.replace(/\.emo$/, '')}`);

test('a block word, its name and a clause', () => {
  assert.equal(scoped('encoder tone from clips.speech {'), [
    'encoder keyword.declaration',
    'tone entity.name.type',
    'from keyword.other',
  ]);
});

test('units belong to their numbers, and are names elsewhere', () => {
  assert.equal(scoped('  fit(10 s)'), ['fit support.function', '10 constant.numeric', 's keyword.other.unit']);
  assert.equal(scoped('80%'), ['80 constant.numeric', '% keyword.other.unit']);
  assert.equal(scoped('10 s = 3'), ['10 constant.numeric', 's variable.parameter', '= keyword.operator', '3 constant.numeric']);
  assert.equal(scoped('128 sigmoid'), ['128 constant.numeric', 'sigmoid support.constant']);
  assert.equal(scoped('0..99'), ['0 constant.numeric', '.. keyword.operator', '99 constant.numeric']);
});

test('texts hold escapes and places for values', () => {
  assert.equal(scoped('"a\\n{split}"'), [
    '" string.quoted.double',
    'a string.quoted.double',
    '\\n constant.character.escape',
    '{split} variable.other.placeholder',
    '" string.quoted.double',
  ]);
  assert.ok(!scoped('x "a\nemo 1').some((piece) => piece === 'emo string.quoted.double'), 'a text ends with its line');
});

test('a reserved word that is a name has no colour of a reserved word', () => {
  for (const text of ['{ train -> train }', 'column(to)', 'val.loss', 'on = val.loss']) {
    assert.not(
      scoped(text).some((piece) => /keyword\.(?:other|declaration)/.test(piece)),
      text,
    );
  }
});

test.run();
