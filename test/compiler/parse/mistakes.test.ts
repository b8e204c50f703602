import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isSpan } from '../../../src/compiler/diagnostics/diagnostic.ts';
import type { Element } from '../../../src/compiler/parse/ast.ts';
import { parse } from '../../../src/compiler/parse/parse.ts';
import { samples } from './samples.ts';

function textOf(name: string): string {
  const sample = samples.find((each) => each.name === name);
  if (sample === undefined) throw new Error(`no sample ${name}`);
  return sample.text;
}

const wordOf = (element: Element): string =>
  element.kind === 'declaration' ? element.word.text : element.kind === 'setting' ? element.name.text : 'step';

/** Errors that the parser may report; what it leaves to the checker is 0. */
const mistakes: Readonly<Record<string, number>> = {
  'mistake-unknown-block': 0,
  'mistake-missing-equals': 0,
  'mistake-half-typed-word': 0,
  'mistake-missing-brace': 1,
  'mistake-missing-last-brace': 1,
  'mistake-missing-inner-brace': 1,
  'mistake-five-in-one': 3,
};

for (const [name, count] of Object.entries(mistakes)) {
  test(`${name}: ${count} errors`, () => {
    const { diagnostics } = parse({ file: 'spec.emo', text: textOf(name) });
    assert.is(diagnostics.length, count);
  });
}

test('five mistakes in one file leave every block', () => {
  const { elements } = parse({ file: 'spec.emo', text: textOf('mistake-five-in-one') }).value;
  assert.equal(elements.map(wordOf), ['emo', 'enoder', 'experiment', 'dataset', 'encoder', 'enc', 'head', 'train']);
});

test('a mistake marks the elements it is in, and no other', () => {
  const { elements } = parse({ file: 'spec.emo', text: 'train {\n  batch = \n  epochs = 3\n}\nlet a = 1\n' }).value;
  const [train, other] = elements;
  if (train?.kind !== 'declaration') throw new Error('no train');
  assert.equal(
    [train, other, ...(train.body?.elements ?? [])].map((element) => element?.isRecovered),
    [true, false, true, false],
  );
});

test('at the end of the file an error has a finite place', () => {
  for (const text of [
    'x =',
    'x = f(',
    'x {',
    'x { 0 no',
    'x { 0 -> ',
    'x = "',
    'x = a.',
    'x:',
    'x = [',
    'x = 3 +',
    'x = -',
    'x = a@',
    'x by',
  ]) {
    const { diagnostics } = parse({ file: 'spec.emo', text });
    assert.ok(diagnostics.length > 0, text);
    for (const { at } of diagnostics) assert.ok(isSpan(at) && at.start >= 0 && at.end <= text.length && at.start < at.end, text);
  }
});

test('a setting without a value does not take the next element for it', () => {
  for (const next of ['protocol = vad@1', 'dense(170)', 'audio speech = file()', '}', 'head x from y {}', '0 -> no', 'by file']) {
    const { diagnostics } = parse({ file: 'spec.emo', text: `experiment {\n  seed =\n  ${next}\n` });
    assert.is(diagnostics.filter(({ code }) => code === 'E0110').length, 1, next);
  }
});

test('a value may stand on the next line if it is indented more', () => {
  const { value, diagnostics } = parse({
    file: 'spec.emo',
    text: 'loss =\n  0.5 * mse(a) +\n  0.5 * mse(b)\n    - c\nlet d = 3',
  });
  assert.equal(diagnostics, []);
  assert.equal(value.elements.map(wordOf), ['loss', 'let']);
});

test('documentation belongs to the element below, comments to nobody', () => {
  const text =
    '/// one\n///  two\nlet a = 1 /// trailing\n// plain\nlet b = 2\n\n/// apart\n\nlet c = 3\n/// d\nlet d = 4  let e = 5\n//// ruler\nlet f = 6';
  const { elements, comments } = parse({ file: 'spec.emo', text }).value;
  assert.equal(
    elements.map(({ doc }) => doc),
    ['one\n two', null, null, 'd', null, null],
  );
  assert.equal(
    comments.map(({ isDoc }) => isDoc),
    [true, true, true, false, true, true, false],
  );
  for (const { span, text: written } of comments) assert.ok(text.slice(span.start, span.end).endsWith(written));
});

test.run();
