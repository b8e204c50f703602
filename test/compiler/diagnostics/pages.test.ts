import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { analyse } from '../../../src/compiler/compile.ts';
import { isSpan } from '../../../src/compiler/diagnostics/diagnostic.ts';
import { complete } from './_complete.ts';

const folder = fileURLToPath(new URL('../../../src/compiler/diagnostics/pages/', import.meta.url));

interface Page {
  readonly name: string;
  readonly code: string;
  readonly example: string | null;
  readonly corrected: string | null;
}

/** The spec under a heading of a page; a fence `emo in=classifier` shows a part of the spec of that name in `skeletons/`. */
function specUnder(heading: string, text: string): string | null {
  const [, skeleton, body] = new RegExp(`^## ${heading}\\n+\`\`\`emo(?: in=(\\w+))?\\n([\\s\\S]*?)\`\`\``, 'm').exec(text) ?? [];
  if (body === undefined) return null;
  return skeleton === undefined ? body : complete(body, skeleton);
}

const pages: readonly Page[] = readdirSync(folder).map((file) => {
  const text = readFileSync(`${folder}${file}`, 'utf8');
  const code = /^code: (\w+)$/m.exec(text)?.[1] ?? '';
  return { name: file.replace('.md', ''), code, example: specUnder('Example', text), corrected: specUnder('Corrected', text) };
});

/** Codes that the binder and the checker report: every one is shown by an example. */
const isOfChecker = (code: string): boolean => code >= 'E0200' && code < 'E0600';

const said = (text: string): readonly string[] =>
  analyse({ file: 'spec.emo', text }).diagnostics.map(({ code, message }) => `${code} ${message}`);

for (const { name, code, example, corrected } of pages) {
  if (!isOfChecker(code)) continue;
  test(`${code} ${name}: the example has this mistake and no other, the correction none`, () => {
    assert.ok(example !== null && corrected !== null, 'no example');
    const { diagnostics } = analyse({ file: 'spec.emo', text: example as string });
    assert.equal(
      diagnostics.map((diagnostic) => diagnostic.code),
      [code],
      said(example as string).join('\n'),
    );
    assert.equal(said(corrected as string), []);
  });

  test(`${code} ${name}: what it says is filled in, and its fix is one`, () => {
    const text = example as string;
    const [diagnostic] = analyse({ file: 'spec.emo', text }).diagnostics;
    if (diagnostic === undefined) throw new Error('nothing reported');
    const words = [diagnostic.message, diagnostic.label ?? '', ...diagnostic.help.map((help) => help.text)];
    for (const sentence of words) assert.not.match(sentence, /undefined|\bnull\b|\[object|\{(?!split\})\w+\}|``/);
    // A message stands in the middle of a line: no capital, no full stop.
    assert.match(diagnostic.message, /^[^A-Z].*[^.]$/);
    assert.ok(isSpan(diagnostic.at) && diagnostic.at.end <= text.length);
    for (const { fix } of diagnostic.help) {
      if (fix === undefined) continue;
      const fixed = fix.reduceRight((all, { span, text: edit }) => all.slice(0, span.start) + edit + all.slice(span.end), text);
      assert.ok(!said(fixed).some((line) => line.startsWith(code)), `after the fix: ${said(fixed).join('\n')}`);
    }
  });
}

const sources = readdirSync(fileURLToPath(new URL('../../../src/', import.meta.url)), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'report.generated.ts')
  .map((entry) => readFileSync(`${entry.parentPath ?? entry.path}/${entry.name}`, 'utf8'))
  .join('\n');

for (const { name, code } of pages) {
  const method = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  test(`${code} ${name} is reported somewhere`, () => assert.match(sources, new RegExp(`\\breport\\s*\\.\\s*${method}\\b`)));
}

test.run();
