import { Lexer } from 'chevrotain';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isSpan, type Span } from '../../../src/compiler/diagnostics/diagnostic.ts';
import type { Element } from '../../../src/compiler/parse/ast.ts';
import { tokens } from '../../../src/compiler/parse/tokens.ts';
import { bundledParse } from './bundled-parse.ts';
import { samples } from './samples.ts';
import { treeText } from './tree-text.ts';

const parse = await bundledParse();

const file = 'spec.emo';
const lexer = new Lexer(tokens, { ensureOptimizations: true });
const correct = samples.filter(({ name, isCorrect }) => isCorrect && !name.startsWith('mistake-'));

/** Visits every span below a node. */
function visitSpans(node: unknown, visit: (span: Span) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if ('start' in node && 'end' in node) visit(node as Span);
  else for (const key in node) visitSpans(node[key as keyof typeof node], visit);
}

function checkSpans(text: string, { value, diagnostics }: ReturnType<typeof parse>): void {
  visitSpans([value.elements, diagnostics], ({ start, end }) => {
    if (!(start >= 0 && start <= end && end <= text.length))
      assert.unreachable(`span ${start}..${end} in ${text.length}:\n${text}`);
  });
}

/** A top-level element as text; where it lies inside of a text is no part of it. */
const textOf = (element: Element): string => treeText({ file, text: '', elements: [element], comments: [] });

interface Damage {
  readonly what: string;
  readonly at: number;
  readonly text: string;
}

/** The text with one token deleted, doubled, or swapped with the next, for every token. */
function* damages(text: string): Generator<Damage> {
  const all = lexer.tokenize(text).tokens;
  for (const [index, { image, startOffset }] of all.entries()) {
    const [head, tail] = [text.slice(0, startOffset), text.slice(startOffset + image.length)];
    yield { what: `delete ${image}`, at: startOffset, text: head + tail };
    yield { what: `double ${image}`, at: startOffset, text: `${head}${image} ${image}${tail}` };
    const next = all[index + 1];
    if (next === undefined) continue;
    const between = text.slice(startOffset + image.length, next.startOffset);
    const rest = text.slice(next.startOffset + next.image.length);
    yield { what: `swap ${image} and ${next.image}`, at: startOffset, text: `${head}${next.image}${between} ${image}${rest}` };
  }
}

for (const { name, text } of correct) {
  test(`${name}: one damaged token costs at most three errors, and only its own block`, () => {
    const blocks = parse({ file, text }).value.elements.map((element) => ({ element, text: textOf(element) }));
    let noticed = 0;
    for (const damage of damages(text)) {
      const result = parse({ file, text: damage.text });
      const { diagnostics } = result;
      checkSpans(damage.text, result);
      noticed += Math.sign(diagnostics.length);
      const said = `${damage.what} at ${damage.at}:\n${diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n')}`;
      if (diagnostics.length > 3) assert.unreachable(said);

      const shift = damage.text.length - text.length;
      const found = new Map(result.value.elements.map((element) => [element.span.start, element]));
      for (const [index, block] of blocks.entries()) {
        const { start, end } = block.element.span;
        const isBefore = end < damage.at;
        const isBehind = (blocks[index - 1]?.element.span.start ?? 0) > damage.at;
        const now = found.get(isBefore ? start : start + shift);
        if ((isBefore || isBehind) && (now === undefined || textOf(now) !== block.text))
          assert.unreachable(`lost: ${block.text}${said}`);
      }
    }
    assert.ok(noticed > 100, `only ${noticed} damages were noticed`);
  });
}

for (const { name, text } of samples) {
  test(`${name}: every prefix is read`, () => {
    for (let end = 0; end <= text.length; end += 1) {
      const prefix = text.slice(0, end);
      const { diagnostics } = parse({ file, text: prefix });
      for (const { at } of diagnostics) assert.ok(isSpan(at) && at.start >= 0 && at.end <= end, `prefix of ${end}`);
    }
  });
}

test.run();
