import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { format } from '../../../src/compiler/format/format.ts';
import { projectSpec } from '../../../src/runtime/data/synthetic/project-texts.ts';
import { blocksOf, guides, isFragment, isSpec, reference } from '../../docs/_documents.ts';

const filesIn = (folder: string, ending: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))
    .sort();

for (const file of [...filesIn('specs', '.emo'), ...filesIn('examples', '.emo')]) {
  test(`${file} is laid out as emoc fmt does it`, () => {
    const text = readFileSync(file, 'utf8');
    const { value, diagnostics } = format({ file, text });
    assert.equal(diagnostics, []);
    assert.is(text, value);
  });
}

test('the spec that emoc init writes is laid out as emoc fmt does it', () => {
  assert.is(format({ file: 'quickstart.emo', text: projectSpec }).value, projectSpec);
});

test('the specs in the documentation are laid out as emoc fmt does it', () => {
  const others = ['README.md', 'CONTRIBUTING.md', 'grammar/README.md'].map((file) => ({
    file,
    text: readFileSync(file, 'utf8'),
  }));
  const blocks = [...guides, ...reference, ...others].flatMap(blocksOf).filter((block) => isSpec(block) || isFragment(block));
  assert.ok(blocks.length > 50, `${blocks.length} specs`);
  for (const { file, line, text } of blocks) {
    // The page of a syntax error shows one.
    const { value, diagnostics } = format({ file, text });
    if (diagnostics.length === 0) assert.is(text, value, `${file}:${line}`);
  }
});

test.run();
