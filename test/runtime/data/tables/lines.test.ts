import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type LinesOptions, readTable } from '../../../../src/runtime/data/tables/read-table.ts';
import type { Table } from '../../../../src/runtime/data/tables/table.ts';
import { failureOf } from '../../failure-of.ts';

const lines = (text: string, options: Partial<LinesOptions> = {}): Table =>
  readTable(Buffer.from(text), 'said.txt', { format: 'lines', ...options });

test('a line is cut at its last separator, or at its first', () => {
  const text = 'well; "maybe";joy\r\n\r\n;fear\n';
  const table = lines(text, { separator: ';' });
  assert.equal(
    [table.column(0), table.column('1'), [...table.lines]],
    [
      ['well; "maybe"', ''],
      ['joy', 'fear'],
      [1, 3],
    ],
  );
  assert.equal(lines(text, { separator: ';', splitAt: 'first' }).column(1), [' "maybe";joy', 'fear']);
});

test('without a separator a blank line is a row', () => {
  const table = lines('a\n\nb;c');
  assert.equal(table.column(0), ['a', '', 'b;c']);
  assert.equal(lines('text\nx', { hasHeader: true }).column('text'), ['x']);
  assert.equal(lines('text;label\nx;1\n', { hasHeader: true, separator: ';' }).names, ['text', 'label']);
});

test('a line without the separator is ragged; a header needs rows', () => {
  const ragged = failureOf(() => lines('a;b\n\nno label\n', { separator: ';' }));
  assert.equal([ragged.code, ragged.at], ['E0611', { file: 'said.txt', line: 3 }]);
  assert.is(failureOf(() => lines('h\n', { hasHeader: true })).code, 'E0610');
  assert.is(failureOf(() => lines('\n\n', { separator: ';' })).code, 'E0610');
});

test.run();
