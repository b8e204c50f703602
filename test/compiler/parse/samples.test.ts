import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from '../../../src/compiler/parse/parse.ts';
import { diagnosticsText } from './diagnostics-text.ts';
import { samples } from './samples.ts';
import { treeText } from './tree-text.ts';

// UPDATE=1 writes what the parser says now; the difference is reviewed like code.
const isUpdate = process.env.UPDATE === '1';

const expected = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

for (const { name, text, pathOf } of samples) {
  test(name, () => {
    const { value, diagnostics } = parse({ file: 'spec.emo', text });
    const [tree, mistakes] = [treeText(value), diagnostics.length === 0 ? '' : diagnosticsText(text, diagnostics)];
    if (isUpdate) {
      writeFileSync(pathOf('tree.txt'), tree);
      if (mistakes !== '') writeFileSync(pathOf('diagnostics.txt'), mistakes);
    }
    assert.fixture(mistakes, expected(pathOf('diagnostics.txt')));
    assert.fixture(tree, expected(pathOf('tree.txt')));
  });
}

test.run();
