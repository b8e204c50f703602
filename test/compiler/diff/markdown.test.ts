import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { diffMarkdown } from '../../../src/compiler/diff/diff-markdown.ts';
import { markdownCode, markdownTable } from '../../../src/compiler/markdown.ts';
import { compared } from './_compared.ts';

const test = suite('comparisons as Markdown');

test('a code span holds any text, and a cell any bar', () => {
  assert.is(markdownCode('a'), '`a`');
  assert.is(markdownCode('a `b` c'), '`` a `b` c ``');
  assert.is(markdownCode('a\n# b'), '`a # b`');
  assert.is(markdownTable(['x'], [['a | b']]), '| x |\n| --- |\n| a \\| b |');
});

test('nothing that a spec says is markup, a mention or a heading', () => {
  const text = readFileSync('specs/emobank-vad.emo', 'utf8');
  const before = text.replace('emobank/emobank.csv', '@somebody/*a*_b_<img>.csv').replaceAll('valence', 'va_len_ce');
  const after = before.replace('<img>', '[x](y)').replace('column(V) in 1..5', 'column(V) in 0..5');
  const markdown = diffMarkdown(compared(before, after).diff);
  const outside = markdown
    .split('\n')
    .map((line) => line.replace(/(`+).*?\1/g, ''))
    .join('\n');
  assert.not.match(outside, /(?<!\\)@|<img|\[x\]\(|(?<!\\)_b_/);
  // Inside of a code span a backslash would be shown.
  assert.match(markdown, /`va_len_ce` is made otherwise/);
});

test.run();
