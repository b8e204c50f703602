import { createTwoFilesPatch } from 'diff';

/** With more changed lines than this, finding the shortest diff would take longer than anybody reads it. */
const mostEdits = 4000;

/**
 * What `patch -p1` needs to turn one text of a file into the other, with three lines around each change.
 *
 * Beyond 4000 changed lines every line is taken out and put in anew: still a correct diff, but not a short one.
 */
export function unifiedDiff(file: string, before: string, after: string): string {
  const [from, to] = [`a/${file}`, `b/${file}`];
  const short = createTwoFilesPatch(from, to, before, after, undefined, undefined, { context: 3, maxEditLength: mostEdits });
  return (short ?? wholeDiff(from, to, before, after)).replace(/^=+\n/, '');
}

function wholeDiff(from: string, to: string, before: string, after: string): string {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const head = `--- ${from}\n+++ ${to}\n@@ -1,${old.length} +1,${fresh.length} @@\n`;
  return head + signed('-', old, before) + signed('+', fresh, after);
}

const linesOf = (text: string): readonly string[] => text.replace(/\n$/, '').split('\n');

/** The lines with their sign; a last line without a line break is followed by the note that `patch` knows. */
const signed = (sign: string, lines: readonly string[], text: string): string =>
  lines.map((line) => `${sign}${line}\n`).join('') + (text.endsWith('\n') ? '' : '\\ No newline at end of file\n');
