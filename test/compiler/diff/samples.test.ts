import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { diffJson } from '../../../src/compiler/diff/diff-json.ts';
import { diffMarkdown } from '../../../src/compiler/diff/diff-markdown.ts';
import { printDiff } from '../../../src/compiler/diff/print-diff.ts';
import { compared } from './_compared.ts';

const test = suite('compared specs');

// UPDATE=1 writes what is said now; the difference is reviewed like code.
const isUpdate = process.env.UPDATE === '1';
const folder = 'test/compiler/diff/samples';

for (const name of readdirSync(folder).sort()) {
  const pathOf = (file: string): string => `${folder}/${name}/${file}`;
  const check = (file: string, text: string): void => {
    if (isUpdate) writeFileSync(pathOf(file), text);
    assert.fixture(text, existsSync(pathOf(file)) ? readFileSync(pathOf(file), 'utf8') : '');
  };
  const [before, after] = ['before.emo', 'after.emo'].map((file) => readFileSync(pathOf(file), 'utf8')) as [string, string];
  const { diff } = compared(before, after);

  test(`${name}: diff.txt`, () => check('diff.txt', `${printDiff(diff, { isWhole: false })}\n`));

  // The other forms only where the folder asks for them: they show the same.
  if (existsSync(pathOf('diff.md'))) test(`${name}: diff.md`, () => check('diff.md', diffMarkdown(diff)));
  if (existsSync(pathOf('diff-json.txt')))
    test(`${name}: diff-json.txt`, () => check('diff-json.txt', `${JSON.stringify(diffJson(diff), null, 2)}\n`));
  if (existsSync(pathOf('table.txt')))
    test(`${name}: table.txt`, () => check('table.txt', `${printDiff(diff, { isWhole: true })}\n`));

  test(`${name}: tables have at most 120 columns, and lines no blanks at their ends`, () => {
    for (const isWhole of [false, true])
      for (const line of printDiff(diff, { isWhole }).split('\n').slice(1)) {
        assert.ok(line.length <= 120, line);
        assert.is(line, line.trimEnd());
      }
  });

  test(`${name}: the other way round signs are swapped, and verdicts the same`, () => {
    const back = compared(after, before).diff;
    const swapped = { '+': '-', '-': '+', '~': '~', '=': '=' } as const;
    const rows = (one: typeof diff) => one.declarations.map((row) => `${row.sign} ${row.kind} ${row.name}`).sort();
    assert.equal(rows(back), diff.declarations.map((row) => `${swapped[row.sign]} ${row.kind} ${row.name}`).sort());
    assert.is(back.results.verdict, diff.results.verdict);
    assert.is(back.checkpoints.isLoadable, diff.checkpoints.isLoadable);
    assert.equal(back.classes, diff.classes);
  });
}

test.run();
