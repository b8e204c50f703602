import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnostic, Place } from '../../src/compiler/diagnostics/diagnostic.ts';
import { LineMap } from '../../src/compiler/diagnostics/render/line-map.ts';
import { renderPretty } from '../../src/compiler/diagnostics/render/pretty.ts';
import { plainStyle } from '../../src/compiler/diagnostics/render/style.ts';

const test = suite('diagnostics as frames');

const diagnostic = (at: Place, more: Partial<Diagnostic> = {}): Diagnostic => ({
  code: 'E0301',
  name: 'x',
  severity: 'error',
  message: 'something is wrong',
  at,
  related: [],
  help: [],
  ...more,
});
const span = (text: string, word: string, file = 'a.emo') => ({
  file,
  start: text.indexOf(word),
  end: text.indexOf(word) + word.length,
});
const shown = (text: string, one: Diagnostic, style = plainStyle): string =>
  renderPretty([one], new Map([['a.emo', text]]), style);

test('offsets become lines and columns, whatever ends a line', () => {
  const map = new LineMap('ab\r\nc\rd\n\nef');
  assert.equal(map.lines, ['ab', 'c', 'd', '', 'ef']);
  const places = [0, 1, 2, 4, 5, 6, 8, 9, 11, 99].map((offset) => Object.values(map.at(offset)).join(':'));
  assert.equal(places, ['1:1', '1:2', '1:3', '2:1', '2:2', '3:1', '4:1', '5:1', '5:3', '5:3']);
});

test('the line, the place and the other party are shown, and the way out', () => {
  const text = 'emo 1\n\nlet dim = 256\n\n\nhead x from y { heads(6) }\n';
  const one = diagnostic(span(text, '(6)'), {
    label: 'leaves a remainder',
    related: [{ at: span(text, 'dim'), label: 'width set here' }],
    help: [{ text: 'use 4 or 8' }],
  });
  assert.is(
    shown(text, one),
    `error[E0301]: something is wrong
  ┌─ a.emo:6:22
 3│ let dim = 256
  │     ─── width set here
  …
 6│ head x from y { heads(6) }
  │                      ━━━ leaves a remainder
  = help: use 4 or 8
  = explain: emoc explain E0301
`,
  );
});

test('how to learn more stands once a code', () => {
  const one = diagnostic(null);
  const frames = renderPretty([one, one, { ...one, code: 'E0302' }], new Map());
  assert.equal(frames.match(/emoc explain E\d+/g), ['emoc explain E0301', 'emoc explain E0302']);
});

test('a place at the very end, an empty text, tabs and wide letters', () => {
  assert.match(shown('', diagnostic({ file: 'a.emo', start: 0, end: 0 })), /a\.emo:1:1\n 1│ \n {2}│ ━/);
  assert.match(shown('emo 1', diagnostic({ file: 'a.emo', start: 5, end: 5 })), /a\.emo:1:6\n 1│ emo 1\n {2}│ {6}━\n/);
  const wide = '\tlabel "愤怒" oops';
  assert.match(shown(wide, diagnostic(span(wide, 'oops'))), / {2}│ {16}━━━━\n/);
});

test('a line of a million letters is cut around the place', () => {
  const text = `${'a'.repeat(500_000)} here ${'b'.repeat(500_000)}`;
  const frame = shown(text, diagnostic(span(text, 'here')), { ...plainStyle, columns: 80 });
  const [, , line = '', marks = ''] = frame.split('\n');
  assert.ok(line.length <= 80 && line.includes(' here '), line);
  assert.is(line.slice(marks.indexOf('━'), marks.lastIndexOf('━') + 1), 'here');
});

test('a place in data names row and column, and control characters do not reach the terminal', () => {
  const frame = shown('', diagnostic({ file: 'a.csv', line: 7, column: 'val\u001b[31m' }, { message: 'found \u001b]0;x\u0007' }));
  assert.match(frame, /a\.csv:7, column val\ufffd\[31m/);
  for (const control of ['\u0007', '\u001b']) assert.not.ok(frame.includes(control));
});

test('colours only where they are wanted, ASCII where there is no Unicode', () => {
  const text = 'emo 1';
  assert.ok(shown(text, diagnostic(span(text, '1')), { ...plainStyle, isColored: true }).startsWith('\u001b[1;31merror'));
  const ascii = shown(text, diagnostic(span(text, '1')), { ...plainStyle, isUnicode: false });
  assert.ok([...ascii].every((letter) => letter.charCodeAt(0) < 128));
});

test.run();
