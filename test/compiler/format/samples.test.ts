import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { format } from '../../../src/compiler/format/format.ts';
import { kept } from './_kept.ts';

const folder = new URL('./samples/', import.meta.url);

for (const name of readdirSync(folder).sort()) {
  test(`${name} is laid out`, () => {
    const text = kept(readFileSync(new URL(`${name}/spec.emo`, folder), 'utf8'));
    const expected = new URL(`${name}/formatted.emo`, folder);
    if (process.env.UPDATE === '1') writeFileSync(expected, text);
    assert.is(text, readFileSync(expected, 'utf8'));
  });
}

test('files keep their line ends and byte order mark, and lose tabs and blanks at the ends of lines', () => {
  assert.is(
    kept('\uFEFFemo 1\r\n\r\n\r\n\r\ntrain {\r\n\tbatch=1 \t\r\n}'),
    '\uFEFFemo 1\r\n\r\ntrain {\r\n  batch     = 1\r\n}\r\n',
  );
  assert.is(kept('emo 1\ntrain {\r\n  batch = 1 // x\r\n}\r\n'), `emo 1\ntrain {\n  batch     = 1${' '.repeat(45)}// x\n}\n`);
  assert.is(kept('\n\n emo 1'), 'emo 1\n');
  assert.is(kept(' \n\t\n'), '');
  assert.is(kept(''), '');
  // A carriage return alone ends a line too; then the comment is above the block and documents it.
  assert.is(format({ file: 'spec.emo', text: '// a\r/// b\remo 1' }).value, '// a\n/// b\nemo 1\n');
});

test('what a blank or a line break would change stays as it is', () => {
  assert.is(kept('where (a + b) / 2 <= 1'), 'where (a + b) / 2 <= 1\n');
  assert.is(kept('let 10 s\n    = 3'), 'let 10 s\n  = 3\n');
  assert.is(kept('x { a() train y }'), 'x {\n  a() train y\n}\n');
  assert.is(kept('label x = y { 10s -> a, 010 -> b }'), 'label x = y { 10s -> a, 010 -> b }\n');
});

test.run();
