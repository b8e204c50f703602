import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { format } from '../../../src/compiler/format/format.ts';
import { kept } from './_kept.ts';

const file = 'spec.emo';

/** Formats and says how much time of the processor it took; the limits are an order of magnitude above what it takes, so that a busy machine passes. */
function timed(text: string): { readonly value: string; readonly codes: readonly string[]; readonly seconds: number } {
  const start = process.cpuUsage();
  const { value, diagnostics } = format({ file, text });
  const used = process.cpuUsage(start);
  return { value, codes: diagnostics.map(({ code }) => code), seconds: (used.user + used.system) / 1e6 };
}

test('a text with a syntax error comes back as it is, with places in the text as given', () => {
  const text = 'emo 1\r\n\r\nexperiment  x { seed = }\r\n';
  const { value, diagnostics } = format({ file, text });
  assert.is(value, text);
  assert.is(diagnostics.length, 1);
  const [{ at }] = diagnostics as [(typeof diagnostics)[0]];
  assert.ok(at !== null && 'start' in at);
  assert.is(text.slice(at.start, at.end), '=');
});

test('zero bytes are characters that begin no token, and harmless in comments and texts', () => {
  assert.equal(timed('emo 1\0').codes, ['E0101']);
  assert.is(kept('emo  1 // \0\u0001\n'), `emo 1${' '.repeat(55)}// \0\u0001\n`);
  assert.is(kept('let x="\0"'), 'let x = "\0"\n');
});

test('a line of 1 MB: many items, one text, one comment, one name', () => {
  const many = timed(`let x = [${'1, '.repeat(333_333)}1]`);
  assert.equal(many.codes, []);
  assert.is(many.value.split('\n').length, 333_334 + 3);
  assert.ok(many.seconds < 30, `${many.seconds} s`);
  for (const text of [`let x = "${'a'.repeat(1e6)}"`, `emo 1  // ${'a'.repeat(1e6)}`, `let ${'a'.repeat(1e6)} = 1`]) {
    const { codes, seconds } = timed(text);
    assert.equal(codes, []);
    assert.ok(seconds < 10, `${seconds} s`);
  }
});

test('10 000 brackets, braces, signs and operators deep: one message, no overflow', () => {
  const deep = 10_000;
  for (const [open, close] of [
    ['(', ')'],
    ['[', ']'],
    ['f(', ')'],
  ] as const) {
    assert.equal(timed(`let x = ${open.repeat(deep)}1${close.repeat(deep)}`).codes, ['E0124'], open);
    assert.equal(timed(`let x = ${open.repeat(deep)}`).codes, ['E0124'], open);
  }
  assert.equal(timed(`${'a { '.repeat(deep)}${'}'.repeat(deep)}`).codes, ['E0124']);
  assert.equal(timed(`let x = ${'-'.repeat(deep)}1`).codes, ['E0124']);
  assert.equal(timed(`let x = 1${' + 1'.repeat(deep)}`).codes, ['E0124']);
});

test('as many brackets and operators as are read are formatted', () => {
  kept(`let x = ${'('.repeat(60)}1${')'.repeat(60)}`);
  kept(`let x = ${'[a, '.repeat(60)}1${']'.repeat(60)}`);
  kept(`${'a { '.repeat(60)}${'}'.repeat(60)}`);
  kept(`let x = 1${' + a * b'.repeat(900)}`);
});

test.run();
