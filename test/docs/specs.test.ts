import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { analyse } from '../../src/compiler/compile.ts';
import { renderPretty } from '../../src/compiler/diagnostics/render/pretty.ts';
import { parse } from '../../src/compiler/parse/parse.ts';
import { type Block, blocksOf, guides, isFragment, isSpec, reference } from './_documents.ts';

const style = { isColored: false, isUnicode: true, columns: null } as const;
const placeOf = ({ file, line }: Block): string => `${file}:${line}`;
const inGuides = guides.flatMap(blocksOf);
// Pages of diagnostics show mistakes.
const inReference = reference.filter(({ file }) => !file.endsWith('diagnostics.md')).flatMap(blocksOf);

test('every spec in the guides is without a mistake', () => {
  const specs = inGuides.filter(isSpec);
  assert.ok(specs.length >= 3);
  for (const spec of specs) {
    assert.match(spec.text, /^emo 1\n/, `${placeOf(spec)} is no whole spec and not marked as a fragment`);
    const { diagnostics } = analyse({ file: 'first.emo', text: spec.text });
    assert.is(
      renderPretty(diagnostics, new Map([['first.emo', spec.text]]), style),
      renderPretty([], new Map(), style),
      placeOf(spec),
    );
  }
});

test('every fragment is well-formed', () => {
  const fragments = [...inGuides, ...inReference].filter(isFragment);
  assert.ok(fragments.length > 30);
  for (const fragment of fragments) {
    const { diagnostics } = parse({ file: 'fragment.emo', text: `emo 1\n${fragment.text}` });
    assert.equal(
      diagnostics.map(({ code, message }) => `${code}: ${message}`),
      [],
      `${placeOf(fragment)}\n${fragment.text}`,
    );
  }
});

test('a mistake in the guides is told as the frame below it says', () => {
  const mistakes = inGuides.flatMap((block, index) => (block.info === 'emo wrong' ? [{ block, next: inGuides[index + 1] }] : []));
  assert.ok(mistakes.length > 0);
  for (const { block, next } of mistakes) {
    const { diagnostics } = analyse({ file: 'wrong.emo', text: block.text });
    assert.is(next?.info, 'text', placeOf(block));
    assert.is(renderPretty(diagnostics, new Map([['wrong.emo', block.text]]), style).trim(), next?.text.trim(), placeOf(block));
  }
});

test.run();
