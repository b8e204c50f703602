import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type DelimitedOptions, readTable } from '../../../../src/runtime/data/tables/read-table.ts';
import type { Table } from '../../../../src/runtime/data/tables/table.ts';
import { failureOf, outcomeOf } from '../../failure-of.ts';
import { pseudoRandom } from '../../pseudo-random.ts';

const csv = (text: string, options: Partial<DelimitedOptions> = {}): Table =>
  readTable(Buffer.from(text), 'clips.csv', { format: 'csv', ...options });

test('reads names, rows, lines and columns', () => {
  const table = csv('id, text ,score\n1,"a, ""b""\nc",0.5\r\n\r\n2,plain,-1\n');
  assert.equal(table.names, ['id', 'text', 'score']);
  assert.is(table.rowCount, 2);
  assert.equal([...table.lines], [2, 5]);
  assert.equal(table.column('text'), ['a, "b"\nc', 'plain']);
  assert.equal(table.column(0), ['1', '2']);
  assert.equal([...table.numbers('score')], [0.5, -1]);
});

test('without header, without quoting, other separators, empty fields, no last line break', () => {
  const table = csv('a"b;;"x"\n1;2;', { hasHeader: false, isQuoted: false, separator: ';' });
  assert.equal(table.names, ['0', '1', '2']);
  assert.equal(table.column('2'), ['"x"', '']);
  assert.equal(csv('a,b\n"",\n').column('a'), ['']);
  assert.equal(readTable(Buffer.from('t\tl\n"hi\tx\n'), 'a.tsv', { format: 'tsv' }).column('t'), ['"hi']);
});

test('numbers may stand in quotes and between blanks; a range is row-major', () => {
  const table = csv('a,b,c\n1, 2 ,"3"\n4,5e1,-.5\n');
  assert.equal([...table.numbers('a', 'c')], [1, 2, 3, 4, 50, -0.5]);
  assert.equal([...table.numbers(1, 2)], [2, 3, 50, -0.5]);
});

/** Writes rows as RFC 4180 says, quoting where needed and sometimes where not, and notes the line on which each begins. */
function write(
  rows: readonly (readonly string[])[],
  lineBreak: string,
  random: () => number,
): { source: string; lines: number[] } {
  const field = (text: string): string =>
    /["\r\n,]/.test(text) || text === '' || random() < 0.2 ? `"${text.replaceAll('"', '""')}"` : text;
  let source = '';
  const lines: number[] = [];
  for (const row of rows) {
    lines.push(1 + (source.match(/\r\n|\r|\n/g)?.length ?? 0));
    source += row.map(field).join(',') + lineBreak;
  }
  return { source: random() < 0.5 ? source : source.slice(0, -lineBreak.length), lines };
}

test('what was written is read back: 2000 random tables with quotes, separators, line breaks and emoji in the fields', () => {
  const random = pseudoRandom(3);
  const pieces = ['a', ' ', '"', ',', '\n', '\r\n', '\r', 'é', '🙂', '中', '""', ';', '\t', '1.5'];
  for (let round = 0; round < 2000; round += 1) {
    const width = 1 + Math.floor(random() * 5);
    const text = (): string =>
      Array.from({ length: Math.floor(random() * 6) }, () => pieces[Math.floor(random() * pieces.length)]).join('');
    const rows = Array.from({ length: 1 + Math.floor(random() * 6) }, () => Array.from({ length: width }, text));
    const { source, lines } = write(rows, ['\n', '\r\n', '\r'][round % 3] as string, random);
    const table = csv(source, { hasHeader: false });
    const read = rows.map((_, row) => Array.from({ length: width }, (_, column) => table.column(column)[row]));
    assert.equal(read, rows, JSON.stringify(source));
    assert.equal([...table.lines], lines, JSON.stringify(source));
  }
});

test('any bytes give a table or a Failure', () => {
  const random = pseudoRandom(4);
  const seen = { value: 0, failure: 0 };
  for (let round = 0; round < 20_000; round += 1) {
    const letters = '",\n\r;a1\t \u00e9';
    const text = Array.from({ length: Math.floor(random() * 14) }, () => letters[Math.floor(random() * letters.length)]).join('');
    seen[outcomeOf(() => csv(text, { hasHeader: random() < 0.5 }).numbers(0))] += 1;
  }
  assert.ok(seen.value > 100 && seen.failure > 1000, JSON.stringify(seen));
});

const mistakes: readonly (readonly [name: string, text: string, code: string, line: number | undefined, part: string])[] = [
  ['no bytes', '', 'E0603', undefined, '0 bytes'],
  ['a header only', 'a,b\n', 'E0610', undefined, 'a header and no rows'],
  ['blank lines only', '\n\r\n', 'E0610', undefined, 'only blank lines'],
  ['a short row', 'a,b,c\n1,2,3\n\n4,5\n', 'E0611', 4, 'expected 3 fields as in line 1, found 2'],
  ['a long row after a quoted line break', 'a,b\n"1\n",2\n1,2,3\n', 'E0611', 4, 'found 3'],
  ['an unclosed quote', 'a,b\n1,2\n3,"4\n5,6\n', 'E0612', 3, 'column 1'],
  ['text after a quote', 'a,b\n"1" x,2\n', 'E0613', 2, 'found ` x,2`'],
  ['a name twice', 'a,b, a\n1,2,3\n', 'E0619', 1, 'number 0 and 2'],
];
for (const [name, text, code, line, part] of mistakes) {
  test(`${name} is ${code}`, () => {
    const diagnostic = failureOf(() => csv(text));
    assert.is(diagnostic.code, code);
    assert.match(diagnostic.message, part);
    assert.is((diagnostic.at as { line?: number }).line, line);
  });
}

const badNumbers: readonly (readonly [text: string, code: string])[] = [
  ['one', 'E0614'],
  ['1,5', 'E0614'],
  ['0x10', 'E0614'],
  ['nan', 'E0615'],
  ['NaN', 'E0615'],
  ['-inf', 'E0615'],
  ['Infinity', 'E0615'],
  ['-1.#IND00', 'E0615'],
  ['', 'E0616'],
  ['  ', 'E0616'],
  ['1e39', 'E0623'],
  ['-1e999', 'E0623'],
];
for (const [text, code] of badNumbers) {
  test(`${JSON.stringify(text)} as a number is ${code} and names line and column`, () => {
    const table = csv(`id,score\n1,2\n"x\ny","${text}"\n`);
    const diagnostic = failureOf(() => table.numbers('score'));
    assert.is(diagnostic.code, code);
    assert.equal(diagnostic.at, { file: 'clips.csv', line: 3, column: 'score' });
    assert.match(diagnostic.message, 'line 3, column `score`');
  });
}

test('unknown columns name the nearest, ranges must run to the right', () => {
  const table = csv('valence,arousal\n1,2\n');
  const missing = failureOf(() => table.column('valense'));
  assert.is(missing.code, 'E0617');
  assert.match(missing.help[0]?.text ?? '', 'valence');
  assert.is(failureOf(() => table.column('__proto__')).code, 'E0617');
  for (const column of [2, -1, 0.5, Number.NaN]) assert.is(failureOf(() => table.column(column)).code, 'E0618');
  assert.is(failureOf(() => table.numbers('arousal', 'valence')).code, 'E0624');
  assert.throws(() => csv('a', { separator: '¦' }), /bug of emoc/);
});

test.run();
