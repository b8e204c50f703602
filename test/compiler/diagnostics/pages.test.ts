import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readPages, wholeSpec } from '../../../scripts/diagnostic-pages.ts';
import { analyse } from '../../../src/compiler/compile.ts';
import { type Diagnostic, isSpan } from '../../../src/compiler/diagnostics/diagnostic.ts';
import type { Shown } from '../../../src/compiler/diagnostics/explanation.ts';
import { explanations } from '../../../src/compiler/diagnostics/explanations.generated.ts';
import { saidOfData } from './_with-data.ts';

const pages = readPages();

/** Codes of what is known without data: every one is shown by an example. */
const isOfSpec = (code: string): boolean => code < 'E0600';

/** What is said of a spec, and of the files that it reads where a page shows some. */
async function diagnosed(shown: Shown): Promise<readonly Diagnostic[]> {
  const text = wholeSpec(shown);
  const { value, diagnostics } = analyse({ file: 'spec.emo', text });
  return value === null || shown.files.length === 0 ? diagnostics : [...diagnostics, ...(await saidOfData(value, shown.files))];
}

const listOf = (diagnostics: readonly Diagnostic[]): readonly string[] =>
  diagnostics.map(({ code, message }) => `${code} ${message}`);

for (const { name, code, example, corrected, why, help } of pages) {
  test(`${code} ${name} says why`, () => assert.ok(why.length > 20, why));

  if (example === null) {
    // What only a machine, a network or a file of bytes can show is told instead.
    test(`${code} ${name}: what is known without data has an example; all else says what to do`, () => {
      assert.not(isOfSpec(code));
      assert.ok(help.length > 0);
    });
    continue;
  }

  test(`${code} ${name}: the example has this mistake and no other, the correction none`, async () => {
    const found = await diagnosed(example);
    assert.equal(
      found.map((diagnostic) => diagnostic.code),
      [code],
      listOf(found).join('\n'),
    );
    assert.ok(corrected !== null, 'no correction');
    if (corrected !== null) assert.equal(listOf(await diagnosed(corrected)), []);
  });

  test(`${code} ${name}: what it says is filled in, and its fix is one`, async () => {
    const text = wholeSpec(example);
    const [diagnostic] = await diagnosed(example);
    if (diagnostic === undefined) throw new Error('nothing reported');
    const words = [diagnostic.message, diagnostic.label ?? '', ...diagnostic.help.map((help) => help.text)];
    for (const sentence of words) assert.not.match(sentence, /undefined|\bnull\b|\[object|\{(?!split\}|wav\}|id\})\w+\}|``/);
    // A message stands in the middle of a line: no capital, no full stop.
    assert.match(diagnostic.message, /^[^A-Z].*[^.]$/);
    if (isSpan(diagnostic.at)) assert.ok(diagnostic.at.end <= text.length);
    for (const { fix, sure } of diagnostic.help) {
      if (fix === undefined) continue;
      const fixed = fix.reduceRight((all, { span, text: edit }) => all.slice(0, span.start) + edit + all.slice(span.end), text);
      const left = await diagnosed({ ...example, spec: fixed, skeleton: null });
      // A sure fix is the whole way; another one may lead to the next question.
      if (sure === true) assert.equal(listOf(left), []);
      else assert.ok(!left.some((other) => other.code === code), listOf(left).join('\n'));
    }
  });
}

test('the texts of `emoc explain` are those of the pages', () => {
  assert.equal(
    explanations.map(({ code, why, example }) => ({ code, why, example })),
    pages.map(({ code, why, example }) => ({ code, why, example })),
  );
  assert.ok(explanations.filter(({ fix }) => fix === 'sure').length >= 20);
});

const sources = readdirSync(fileURLToPath(new URL('../../../src/', import.meta.url)), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'report.generated.ts')
  .map((entry) => readFileSync(`${entry.parentPath ?? entry.path}/${entry.name}`, 'utf8'))
  .join('\n');

for (const { name, code } of pages) {
  const method = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  test(`${code} ${name} is reported somewhere`, () => assert.match(sources, new RegExp(`\\breport\\s*\\.\\s*${method}\\b`)));
}

test.run();
