import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Damage, openDiary, told } from './_diary.ts';

/** What is broken, the code that says so, and how it is broken. */
export type BadInput = readonly [what: string, code: string, damage: Damage];

/**
 * Breaks the files of a project one after the other and trains on them, in real processes: each mistake gives one diagnostic and exit code 1,
 * makes no run and touches no earlier one.
 *
 * What is said must be what `bad-input/NAME.txt` says; `UPDATE=1` rewrites that file.
 */
export function testBadInput(name: string, cases: readonly BadInput[]): void {
  const test = suite(`bad input: ${name}`);
  const file = join(import.meta.dirname, 'bad-input', `${name}.txt`);
  const isUpdate = process.env.UPDATE === '1';
  const expected = new Map(
    (existsSync(file) ? readFileSync(file, 'utf8') : '').split('\n\n## ').map((part) => {
      const [what = '', ...lines] = part.replace(/^## /, '').trimEnd().split('\n');
      return [what, lines.join('\n')];
    }),
  );
  const found: string[] = [];
  const diary = openDiary();

  for (const [what, code, damage] of cases) {
    test(what, async () => {
      const { folder, attempt } = await diary;
      const { exitCode, stderr } = await attempt(damage);
      const text = told(stderr, folder).trimEnd();
      assert.is(exitCode, 1, text);
      assert.equal(text.match(/^(?:error|warning)\[[EW]\d+\]/gm), [`error[${code}]`], text);
      assert.not(existsSync(join(folder, 'new')), 'a run was begun');
      found.push(`## ${what}\n${text}\n`);
      if (!isUpdate) assert.is(text, expected.get(what));
    });
  }
  if (isUpdate) test('rewrites what is expected', () => writeFileSync(file, found.join('\n')));
  test.run();
}
