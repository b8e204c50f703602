import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Part, readEbnf } from '../../scripts/grammar/ebnf.ts';
import { terminals, writtenGrammar } from '../../scripts/grammar/railroad.ts';
import { tokens } from '../../src/compiler/parse/tokens.ts';

const page = readFileSync('grammar/railroad.html', 'utf8');

/** Literals and names in a part of a rule. */
function leaves(part: Part): readonly Part[] {
  if (part.kind === 'literal' || part.kind === 'rule') return [part];
  return 'parts' in part ? part.parts.flatMap(leaves) : leaves(part.part);
}

const rules = writtenGrammar();

test('every name in the written grammar is a rule or explained, every sign is one of the language', () => {
  const known = new Set([...rules.map(({ name }) => name), ...Object.keys(terminals)]);
  const images = new Set(tokens.map(({ PATTERN }) => PATTERN));
  for (const leaf of rules.flatMap(({ part }) => leaves(part))) {
    if (leaf.kind === 'rule') assert.ok(known.has(leaf.name), leaf.name);
    if (leaf.kind === 'literal') assert.ok(images.has(leaf.text), leaf.text);
  }
});

test('every rule but the first is used', () => {
  const used = new Set(rules.flatMap(({ part }) => leaves(part)).flatMap((leaf) => (leaf.kind === 'rule' ? [leaf.name] : [])));
  for (const { name } of rules.slice(1)) assert.ok(used.has(name), name);
});

test('the page has a diagram a rule, links that lead somewhere, and loads nothing', () => {
  assert.is([...page.matchAll(/<svg [^>]*class="railroad-diagram"/g)].length, rules.length);
  for (const [, target] of page.matchAll(/href="#(\w+)"/g)) assert.ok(page.includes(`id="${target}"`), target);
  assert.not.match(page.replaceAll('http://www.w3.org/', ''), /https?:|<script|<link|@import|url\(/);
});

test('a grammar of another form is refused', () => {
  assert.equal(readEbnf('a = "x"* ( b | c )? ;')[0]?.part.kind, 'sequence');
  for (const text of ['a = ;', 'a = b', 'a b ;', 'a = ( b ;', 'a = b | ;', 'a = % ;'])
    assert.throws(() => readEbnf(text), /the grammar has/);
});

test.run();
