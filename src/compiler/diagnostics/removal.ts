import type { Span, TextEdit } from './diagnostic.ts';

/**
 * The edit that takes a piece out of a spec and leaves no trace: of an argument also its comma, of something that has its lines for itself
 * the whole lines,
 * with the `///` lines that document it.
 */
export function removalOf(text: string, { file, start, end }: Span): TextEdit {
  const span = (from: number, to: number): TextEdit => ({ span: { file, start: from, end: to }, text: '' });
  const after = /^[ \t]*,[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  if (after > 0) return span(start, end + after);
  const before = /,[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  if (before > 0) return span(start - before, end);
  const indent = /(?:^|[\r\n])([ \t]*)$/.exec(text.slice(0, start))?.[1]?.length;
  const rest = /^[ \t]*(?:\r\n|\n|\r|$)/.exec(text.slice(end))?.[0].length;
  if (indent !== undefined && rest !== undefined) {
    const documented =
      /(?:(?<=^|[\r\n])[ \t]*\/\/\/[^\r\n]*(?:\r\n|\n|\r))*$/.exec(text.slice(0, start - indent))?.[0].length ?? 0;
    return span(start - indent - documented, end + rest);
  }
  // Among others on its line: one blank of the two round it is left.
  const blanks = /^[ \t]+/.exec(text.slice(end))?.[0].length ?? 0;
  return span(start, end + blanks);
}
