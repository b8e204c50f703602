import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Expression } from '../../../src/compiler/parse/ast.ts';
import { parse } from '../../../src/compiler/parse/parse.ts';
import { printExpression } from '../../../src/compiler/parse/print-expression.ts';
import { samples } from './samples.ts';
import { expressionText } from './tree-text.ts';

function read(text: string): Expression {
  const { value, diagnostics } = parse({ file: 'spec.emo', text: `x = ${text}` });
  assert.equal(diagnostics, [], text);
  assert.is(value.elements.length, 1, text);
  const [element] = value.elements;
  if (element?.kind !== 'setting') throw new Error(`no setting: ${text}`);
  return element.value;
}

const canonical: Readonly<Record<string, string>> = {
  'a+b*c': 'a + b * c',
  '(a+b)*c': '(a + b) * c',
  'a-(b-c)': 'a - (b - c)',
  '(a-b)-c': 'a - b - c',
  'a/(b*c)': 'a / (b * c)',
  '-(a+b)': '-(a + b)',
  '-a*b': '-a * b',
  '-(a*b)': '-(a * b)',
  '--1': '--1',
  '-1..1': '-1..1',
  '(0..1)..2': '0..1..2',
  '0..(1..2)': '0..(1..2)',
  'a+1..b*2': 'a + 1..b * 2',
  '(a|b)|c': 'a | b | c',
  'a|(b|c)': 'a | (b | c)',
  'a|b<=1': 'a | b <= 1',
  '(a|b)<=1': '(a | b) <= 1',
  'adam( 1e-3,decay=0.96 per epoch )': 'adam(0.001, decay = 0.96 per epoch)',
  'l2(1e-9)': 'l2(1e-9)',
  'pretrained(vad, at=[ valence,arousal, ])': 'pretrained(vad, at = [valence, arousal])',
  '10s': '10 s',
  '80 %': '80%',
  'vad@1': 'vad@1',
  'text.columns(0..99)': 'text.columns(0..99)',
  '"a \\"quoted\\" \\\\ path\\n\\t{wav}"': '"a \\"quoted\\" \\\\ path\\n\\t{wav}"',
  '"\\u{1F600}"': '"😀"',
};

for (const [text, printed] of Object.entries(canonical)) {
  test(text, () => assert.is(printExpression(read(text)), printed));
}

/** Every outermost expression below a node. */
function expressionsOf(node: unknown): Expression[] {
  if (typeof node !== 'object' || node === null) return [];
  const kinds = ['number', 'string', 'reference', 'call', 'binary', 'negative', 'range', 'list'];
  if ('kind' in node && kinds.includes(String(node.kind))) return [node as Expression];
  return Object.values(node).flatMap(expressionsOf);
}

test('what is printed reads back as the same expression', () => {
  let count = 0;
  for (const { text, isCorrect } of samples) {
    if (!isCorrect) continue;
    for (const expression of expressionsOf(parse({ file: 'spec.emo', text }).value.elements)) {
      const printed = printExpression(expression);
      assert.is(expressionText(read(printed)), expressionText(expression), printed);
      assert.is(printExpression(read(printed)), printed);
      count += 1;
    }
  }
  assert.ok(count > 200, `only ${count} expressions`);
});

test('what is missing prints as an ellipsis', () => {
  const { value } = parse({ file: 'spec.emo', text: 'x = a * ' });
  const [element] = value.elements;
  assert.is(element?.kind === 'setting' && printExpression(element.value), 'a * …');
});

test.run();
