import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { valueWords } from '../../../scripts/grammar/words.ts';
import { parse } from '../../../src/compiler/parse/parse.ts';
import { blockKeywords, clauseWords, modifiers } from '../../../src/compiler/parse/tokens.ts';

/** What is said of an argument: code, place and the ways out, the sure one with a mark. */
function told(argument: string, before = ''): readonly string[] {
  const text = `${before}x = f(${argument})`;
  return parse({ file: 'spec.emo', text }).diagnostics.map(({ code, at, help }) => {
    const place = at !== null && 'start' in at ? text.slice(at.start, at.end) : '';
    const ways = help.flatMap(({ fix, sure }) => fix?.map((edit) => `${edit.text}${sure === true ? '!' : ''}`) ?? []);
    return [code, place, ...ways].join(' ');
  });
}

test('a word near one unit is told with that unit, surely', () => {
  for (const [written, unit] of [
    ['sc', 's'],
    ['secc', 's'],
    ['mss', 'ms'],
    ['millisecnds', 'ms'],
    ['minuets', 'min'],
    ['khx', 'kHz'],
    ['Herzt', 'Hz'],
    ['degres', 'deg'],
    ['prcent', '%'],
    ['mgabyte', 'MB'],
  ])
    for (const blank of ['', ' ', '\t']) assert.equal(told(`a = 50${blank}${written}, b`), [`E0107 ${written} ${unit}!`]);
});

test('a word near several units is told with each of them, and none is sure', () => {
  assert.equal(told('50 ss'), ['E0107 ss ms s']);
  assert.equal(told('50 mn'), ['E0107 mn ms min MB']);
  assert.equal(told('50 kz'), ['E0107 kz Hz kHz']);
});

test('a unit that emoc has not is told with the quantity in one that it has', () => {
  assert.equal(told('50 us'), ['E0107 us 0.05 ms 50 ms 50 s']);
  // The micro sign and the Greek letter.
  for (const sign of ['µ', 'μ'])
    for (const blank of ['', ' ']) assert.equal(told(`a = 50${blank}${sign}s, b`), [`E0107 ${sign}s 0.05 ms`]);
  assert.equal(
    told('a = 50μsé').map((each) => each.slice(0, 5)),
    ['E0108'],
  );
  assert.equal(told('-1.1h'), ['E0107 h 66 min']);
  assert.equal(told('0.2 GHz'), ['E0107 GHz 200000 kHz']);
});

test('a comma is missing where the word is unlike every unit, names what follows, or is a name of the spec', () => {
  for (const argument of [
    '50 rate = 3',
    '50 rate',
    '64 relu',
    '50 constructor',
    '50 mss = 1',
    '50 mss(2)',
    '50 mss.x',
    '3 x',
    '[50 rate]',
  ])
    assert.equal(
      told(argument).map((each) => each.slice(0, 5)),
      ['E0114'],
      argument,
    );
  assert.equal(told('50 mss', 'let mss = 1\n'), ['E0114 mss ,!']);
  assert.equal(told('50 mss', 'encoder mss from a.b {}\n'), ['E0114 mss ,!']);
});

test('a word on the next line, or at the start of a map, is no unit', () => {
  assert.equal(
    told('50\n  mss').map((each) => each.slice(0, 5)),
    ['E0114'],
  );
  const { value } = parse({ file: 'spec.emo', text: 'label a = column(a) {\n  0 mss\n  1 mis\n}' });
  const [label] = value.elements;
  assert.is(label?.kind === 'declaration' && label.body?.entries.length, 2);
});

test('each of several units of one statement is told, beside one other mistake', () => {
  assert.equal(told('a = 50 sec, b = [1 mss, 2 secc]'), ['E0107 sec s!', 'E0107 mss ms!', 'E0107 secc s!']);
  assert.equal(told('64 relu, 50 sec'), ['E0114 relu ,!', 'E0107 sec s!']);
  assert.equal(told('50 sec, 64 relu, , 1 mss'), ['E0107 sec s!', 'E0114 relu ,!', 'E0107 mss ms!']);
});

test('no word that has a meaning of its own behind a number is taken for a unit', () => {
  const words = [...valueWords, ...blockKeywords, ...clauseWords, ...modifiers];
  const taken = words.filter((word) => told(`50 ${word}`).some((each) => each.startsWith('E0107')));
  assert.equal(taken, []);
});

test.run();
