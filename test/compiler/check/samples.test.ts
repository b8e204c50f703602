import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { analyse } from '../../../src/compiler/compile.ts';
import { diagnosticsText } from '../parse/diagnostics-text.ts';

// UPDATE=1 writes what the checker says now; the difference is reviewed like code.
const isUpdate = process.env.UPDATE === '1';
const folder = fileURLToPath(new URL('./samples/', import.meta.url));

for (const name of readdirSync(folder).sort()) {
  test(name, () => {
    const file = `${folder}${name}/diagnostics.txt`;
    const text = readFileSync(`${folder}${name}/spec.emo`, 'utf8');
    const { value, diagnostics } = analyse({ file: 'spec.emo', text });
    const found = diagnostics.length === 0 ? '' : diagnosticsText(text, diagnostics);
    if (isUpdate && found !== '') writeFileSync(file, found);
    // A sample without the file is a spec with nothing wrong.
    assert.fixture(found, existsSync(file) ? readFileSync(file, 'utf8') : '');
    assert.is(value !== null, found === '');
  });
}

test('ten planted mistakes are ten messages on their lines', () => {
  const text = readFileSync(`${folder}ten-mistakes/spec.emo`, 'utf8');
  const planted = text.split('\n').flatMap((line, index) => (/\/\/ \d+: /.test(line) ? [index + 1] : []));
  const lines = analyse({ file: 'spec.emo', text }).diagnostics.map(({ at }) => {
    if (at === null || !('start' in at)) throw new Error('a mistake without a place');
    return text.slice(0, at.start).split('\n').length;
  });
  assert.is(planted.length, 10);
  assert.equal(lines, planted);
});

test.run();
