import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readTable } from '../../../../src/runtime/data/tables/read-table.ts';
import type { Table } from '../../../../src/runtime/data/tables/table.ts';
import { failureOf } from '../../failure-of.ts';

const jsonl = (text: string): Table => readTable(Buffer.from(text), 'memes.jsonl', { format: 'jsonl' });

test('fields are columns; numbers, truth values, arrays and objects become texts', () => {
  const table = jsonl(
    '{"id":1,"text":"a\\nb","ok":true,"ids":[1,2]}\r\n\r\n{"text":"🙂","id":2.50,"ok":false,"ids":{"x":[]},"extra":null}',
  );
  assert.equal(table.names, ['id', 'text', 'ok', 'ids', 'extra']);
  assert.equal([...table.lines], [1, 3]);
  assert.equal(table.column('text'), ['a\nb', '🙂']);
  assert.equal(table.column('ok'), ['true', 'false']);
  assert.equal(table.column('ids'), ['[1,2]', '{"x":[]}']);
  assert.equal([...table.numbers('id')], [1, 2.5]);
});

test('a field is needed only when it is read', () => {
  const table = jsonl('{"id":1}\n{"id":2,"label":null}\n{"id":3,"label":"x"}\n');
  assert.equal(table.column('id'), ['1', '2', '3']);
  const absent = failureOf(() => table.column('label'));
  assert.equal([absent.code, absent.at], ['E0622', { file: 'memes.jsonl', line: 1, column: 'label' }]);
  assert.match(absent.message, 'missing');
  assert.match(failureOf(() => jsonl('{"a":null}').column('a')).message, 'null');
  assert.is(failureOf(() => table.column('constructor')).code, 'E0617');
});

test('broken lines and lines that are no objects name their line', () => {
  for (const [text, code] of [
    ['{"a":1}\n{"a":}\n', 'E0620'],
    ['{"a":1}\n[1]\n', 'E0621'],
    ['{"a":1}\nnull', 'E0621'],
    ['{"a":1}\n"x"', 'E0621'],
  ] as const) {
    const diagnostic = failureOf(() => jsonl(text));
    assert.equal([diagnostic.code, diagnostic.at], [code, { file: 'memes.jsonl', line: 2 }]);
  }
  assert.is(failureOf(() => jsonl(' \n\n')).code, 'E0610');
  assert.is(failureOf(() => jsonl('{"a":"high"}').numbers('a')).code, 'E0614');
  assert.is(failureOf(() => jsonl('{"a":1e39}').numbers('a')).code, 'E0623');
});

test.run();
