import stringWidth from 'string-width';
import { commentColumn } from './columns.ts';

/**
 * Puts the comments behind code into their column, or two blanks behind code that reaches it. The place depends on this line alone, so a
 * change of one line never moves the comments of others.
 */
export function placeComments(text: string, mark: string): string {
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const at = line.indexOf(mark);
    if (at < 0) continue;
    const [code, comment] = [line.slice(0, at), line.slice(at + mark.length)];
    lines[index] = code + ' '.repeat(Math.max(commentColumn - stringWidth(code), 2)) + comment;
  }
  return lines.join('\n');
}

/** A mark that the text does not contain. */
export function markFor(text: string): string {
  let mark = '\u0001';
  while (text.includes(mark)) mark += '\u0001';
  return mark;
}
