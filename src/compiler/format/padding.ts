import type { IToken } from 'chevrotain';
import { builders } from 'prettier/doc';
import type { Column } from './columns.ts';
import type { Doc } from './doc.ts';
import { beginsLine, type Writing } from './writing.ts';

/** The blanks between the first word of a line and what follows it, at least one. */
export function blanksBehind(writing: Writing, word: IToken, next: IToken | undefined, column: Column | null): Doc {
  if (column === null || next === undefined || beginsLine(writing, next)) return ' ';
  const missing = Math.max(column.width - word.image.length, 0);
  return builders.ifBreak(' '.repeat(missing + 1), ' ', { groupId: column.body });
}
