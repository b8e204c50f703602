import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { analyse, type Source } from '../../../src/compiler/compile.ts';
import { applyEdits, applyFixes } from '../../../src/compiler/diagnostics/apply-fixes.ts';
import type { Diagnostic, TextEdit } from '../../../src/compiler/diagnostics/diagnostic.ts';
import { misspellings } from '../check/_mutations.ts';
import { specs } from '../check/_specs.ts';

const edit = (start: number, end: number, text: string, file = 'a.emo'): TextEdit => ({ span: { file, start, end }, text });

const diagnostic = (fix: readonly TextEdit[], sure = true): Diagnostic => ({
  code: 'E0301',
  name: 'x',
  severity: 'error',
  message: 'wrong',
  at: fix[0]?.span ?? null,
  related: [],
  help: [{ text: 'no edit' }, { text: 'an edit', fix, sure }],
});

/** A checker that finds each of some words and knows what to put there. */
const replacing =
  (words: Readonly<Record<string, string>>, sure = true) =>
  ({ file, text }: Source): readonly Diagnostic[] =>
    Object.entries(words).flatMap(([word, by]) => {
      const start = text.indexOf(word);
      return start < 0 ? [] : [diagnostic([edit(start, start + word.length, by, file)], sure)];
    });

const source = (text: string): Source => ({ file: 'a.emo', text });

test('edits are applied in any order they come in', () => {
  assert.is(applyEdits('one two three', [edit(0, 3, '1'), edit(8, 13, '3'), edit(4, 7, 'II')]), '1 II 3');
  assert.is(applyEdits('ab', [edit(1, 1, '-')]), 'a-b');
});

test('several fixes at once, and those that only a fix uncovers', () => {
  const fixed = applyFixes(source('teh cat adn teh dog'), replacing({ teh: 'the', adn: 'and', 'the dog': 'a dog' }));
  assert.is(fixed.source.text, 'the cat and a dog');
  assert.is(fixed.applied.length, 4);
  assert.equal(fixed.diagnostics, []);
});

test('what is not sure, and what is in another file, is left', () => {
  assert.is(applyFixes(source('teh'), replacing({ teh: 'the' }, false)).source.text, 'teh');
  const other = applyFixes(source('teh'), () => [diagnostic([edit(0, 3, 'the', 'b.emo')])]);
  assert.is(other.source.text, 'teh');
  assert.is(other.diagnostics.length, 1);
});

test('of two edits that touch, the later waits for the next round and may no longer be needed', () => {
  const texts: string[] = [];
  const fixed = applyFixes(source('abcd'), (current) => {
    texts.push(current.text);
    return current.text === 'abcd' ? [diagnostic([edit(0, 2, 'X')]), diagnostic([edit(1, 4, 'Y')])] : [];
  });
  assert.is(fixed.source.text, 'Xcd');
  assert.equal(texts, ['abcd', 'Xcd']);
});

test('a fix after which there is more to say is left out, and does not keep the others from being applied', () => {
  const fixed = applyFixes(source('good bad'), ({ text }) => {
    const harmful = text.includes('good') ? [diagnostic([edit(0, 4, 'wrong')])] : [];
    const at = text.indexOf('bad');
    const useful = at < 0 ? [] : [diagnostic([edit(at, at + 3, 'fine')])];
    const worse = text.includes('wrong') ? [diagnostic([], false), diagnostic([], false), diagnostic([], false)] : [];
    return [...harmful, ...useful, ...worse];
  });
  assert.is(fixed.source.text, 'good fine');
  assert.is(fixed.diagnostics.length, 1);
});

test('of misspelt words in a spec the fixes make no other spec, and never a worse one', () => {
  const { file, text } = specs.find((spec) => spec.file.endsWith('mosi-joint.emo')) as (typeof specs)[number];
  const check = (one: Source): readonly Diagnostic[] => analyse(one).diagnostics;
  let restored = 0;
  for (const mutation of misspellings(text)) {
    const before = check({ file, text: mutation.text }).length;
    const fixed = applyFixes({ file, text: mutation.text }, check);
    assert.ok(fixed.diagnostics.length <= before, mutation.what);
    if (fixed.applied.length > 0 && fixed.source.text === text) restored += 1;
  }
  assert.ok(restored > 150, `${restored} restored`);
});

test('fixes that undo each other end, and so do fixes that go on for ever', () => {
  const flip = applyFixes(source('a'), ({ text }) => [diagnostic([edit(0, 1, text === 'a' ? 'b' : 'a')])]);
  assert.is(flip.applied.length, 1);
  const grow = applyFixes(source(''), ({ text }) => [diagnostic([edit(text.length, text.length, 'x')])]);
  assert.ok(grow.source.text.length < 100);
});

test.run();
