import { readFileSync } from 'node:fs';
import { Lexer, tokenMatcher } from 'chevrotain';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { generateCst } from '../../../scripts/generate-cst.ts';
import { generateGrammar } from '../../../scripts/generate-grammar.ts';
import { builders } from '../../../src/compiler/parse/cst-to-ast.ts';
import { Grammar } from '../../../src/compiler/parse/grammar.ts';
import { parse } from '../../../src/compiler/parse/parse.ts';
import { blockKeywords, clauseWords, modifiers, tokens, units, Word } from '../../../src/compiler/parse/tokens.ts';

test('the lexer and the parser pass the validations that the command skips', () => {
  new Lexer(tokens, { ensureOptimizations: true });
  new Grammar({ skipValidations: false });
});

test('the generated files are fresh', () => {
  for (const [path, text] of [...generateCst(), ...generateGrammar()]) assert.is(readFileSync(path, 'utf8'), text, path);
});

test('every rule has a function that reads it, and no other', () => {
  const rules = Object.keys(new Grammar().getGAstProductions()).sort();
  assert.equal(Object.keys(builders).sort(), rules);
});

test('every sign and word has a label for messages', () => {
  for (const type of tokens) {
    if (type.GROUP === undefined) assert.ok(type.LABEL, type.name);
  }
});

test('every reserved word is one token, and a longer word is a name', () => {
  const lexer = new Lexer(tokens, { ensureOptimizations: true });
  for (const word of [...blockKeywords, ...clauseWords, ...modifiers]) {
    const found = lexer.tokenize(`${word} ${word}_2 x${word}`).tokens.map(({ tokenType }) => tokenType.name);
    assert.equal(found, [`Word_${word}`, 'Name', 'Name']);
    assert.ok(tokenMatcher(lexer.tokenize(word).tokens[0]!, Word), word);
  }
});

/** The text as `kind image` of each token. */
const lexed = (text: string): string[] =>
  new Lexer(tokens).tokenize(text).tokens.map(({ tokenType, image }) => `${tokenType.name.replace(/^Word_.*/, 'Word')} ${image}`);

test('a number takes its unit and nothing else', () => {
  for (const unit of Object.keys(units)) {
    assert.equal(lexed(`10${unit}`), [`Number 10${unit}`]);
    assert.equal(lexed(`1.5 ${unit})`), [`Number 1.5 ${unit}`, 'RightParenthesis )']);
    assert.equal(lexed(`1e-3 ${unit}`), [`Number 1e-3 ${unit}`]);
  }
  assert.equal(lexed('0..1'), ['Number 0', 'DotDot ..', 'Number 1']);
  assert.equal(lexed('0.5..1.5 s'), ['Number 0.5', 'DotDot ..', 'Number 1.5 s']);
  assert.equal(lexed('-1..1'), ['Minus -', 'Number 1', 'DotDot ..', 'Number 1']);
  assert.equal(lexed('1 s..2 s'), ['Number 1 s', 'DotDot ..', 'Number 2 s']);
  assert.equal(lexed('128 relu'), ['Number 128', 'Name relu']);
  assert.equal(lexed('128 sigmoid'), ['Number 128', 'Name sigmoid']);
  assert.equal(lexed('1 s = 2'), ['Number 1', 'Name s', 'Equals =', 'Number 2']);
  assert.equal(lexed('1 s == 2'), ['Number 1 s', 'EqualEqual ==', 'Number 2']);
  assert.equal(lexed('1 min(2)'), ['Number 1', 'Name min', 'LeftParenthesis (', 'Number 2', 'RightParenthesis )']);
  assert.equal(lexed('80%/10 %'), ['Number 80%', 'Slash /', 'Number 10 %']);
  assert.equal(lexed('1\ns'), ['Number 1', 'Name s']);
  assert.equal(lexed('1 per epoch'), ['Number 1', 'Word per', 'Name epoch']);
});

test('what is nearly a number is one token all the same', () => {
  for (const text of ['.5', '1.', '1.5.2', '10_000', '0x1f', '1e', '2d']) assert.equal(lexed(text), [`MalformedNumber ${text}`]);
  for (const text of ['50sec', '50 sec', '1.5 MS', '20 percent']) assert.equal(lexed(text), [`MisspeltUnit ${text}`]);
});

test('the examples of the reference are correct', () => {
  const readme = readFileSync('grammar/README.md', 'utf8');
  const blocks = [...readme.matchAll(/```emo\n([\s\S]*?)```/g)].map((match) => match[1] as string);
  const rows = [...readme.matchAll(/^\| `([^`]+)` +\| `(\w+)` +\|/gm)].map(
    (match) => [match[1] as string, match[2] as string] as const,
  );
  assert.is(blocks.length, 1);
  assert.is(rows.length, 10);
  for (const text of blocks) assert.equal(parse({ file: 'README.md', text }).diagnostics, []);
  for (const [text, word] of rows) {
    const { value, diagnostics } = parse({ file: 'README.md', text: text.replace('…', 'a = 1') });
    const [element, ...others] = value.elements;
    assert.equal([diagnostics, others], [[], []], text);
    assert.is(element?.kind === 'declaration' && element.word.text, word, text);
  }
});

test('the reference names every reserved word and unit', () => {
  const readme = readFileSync('grammar/README.md', 'utf8');
  for (const word of [...blockKeywords, ...clauseWords, ...modifiers, ...Object.keys(units)])
    assert.ok(readme.includes(`\`${word}\``), word);
});

test.run();
