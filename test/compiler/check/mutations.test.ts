import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { analyse } from '../../../src/compiler/compile.ts';
import type { TextEdit } from '../../../src/compiler/diagnostics/diagnostic.ts';
import { analysed, checkDamages, listOf } from './_analysed.ts';
import { damages, missingLines, misspellings, wrongNumbers } from './_mutations.ts';
import { specs } from './_specs.ts';

const applied = (text: string, fix: readonly TextEdit[]): string =>
  fix.reduceRight((all, { span, text: edit }) => all.slice(0, span.start) + edit + all.slice(span.end), text);

for (const { file, text } of specs) {
  test(`${file} is clean`, () => {
    const { value, diagnostics } = analyse({ file, text });
    assert.is(listOf(diagnostics), '');
    assert.ok(value !== null);
  });

  test(`${file}: a misspelt word is one mistake, and the word that was meant is proposed`, () => {
    const counts = { reported: 0, restored: 0 };
    for (const mutation of misspellings(text)) {
      const diagnostics = analysed(mutation);
      assert.ok(diagnostics.length <= 1, `${mutation.what}:\n${listOf(diagnostics)}`);
      const [diagnostic] = diagnostics;
      if (diagnostic === undefined) continue;
      counts.reported += 1;
      const fixes = diagnostic.help.flatMap(({ fix }) => (fix === undefined ? [] : [applied(mutation.text, fix)]));
      // A misspelt declaration is reported where its name is used: the fix then changes that use.
      if (fixes.some((fixed) => fixed === text || analyse({ file, text: fixed }).diagnostics.length === 0)) counts.restored += 1;
    }
    assert.ok(counts.reported > 40, `only ${counts.reported} misspellings were noticed`);
    assert.ok(counts.restored / counts.reported > 0.85, `${counts.restored} of ${counts.reported} are restored by the fix`);
  });

  test(`${file}: a wrong number is one mistake`, () => {
    let noticed = 0;
    for (const mutation of wrongNumbers(text)) {
      const diagnostics = analysed(mutation);
      assert.ok(diagnostics.length <= 1, `${mutation.what}:\n${listOf(diagnostics)}`);
      noticed += diagnostics.length;
    }
    assert.ok(noticed > 20, `only ${noticed} wrong numbers were noticed`);
  });

  test(`${file}: a line left out is one mistake`, () => {
    for (const mutation of missingLines(text)) {
      const diagnostics = analysed(mutation);
      assert.ok(diagnostics.length <= 1, `${mutation.what}:\n${listOf(diagnostics)}`);
    }
  });

  test(`${file}: a damaged token costs six messages at most, three as a rule`, () => {
    // All of them are in damages.slow.test.ts.
    checkDamages([...damages(text)].filter((_, index) => index % 6 === 0));
  });
}

test('words that every object has mean nothing in a spec', () => {
  const { text } = specs.find(({ file }) => file.endsWith('quickstart.emo')) as (typeof specs)[number];
  const places = new Set([...misspellings(text)].map(({ at }) => at));
  for (const word of ['toString', '__proto__']) {
    for (const at of places) {
      const end = at + (/^\w+/.exec(text.slice(at))?.[0].length ?? 0);
      analysed({ what: word, at, text: text.slice(0, at) + word + text.slice(end) });
    }
  }
});

test('an empty spec lacks one thing: its version', () => {
  for (const text of ['', '\n', '// nothing\n'])
    assert.equal(
      analysed({ what: 'empty', text, at: 0 }).map(({ code }) => code),
      ['E0201'],
    );
});

test.run();
