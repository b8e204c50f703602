import type { CstNode } from 'chevrotain';
import { builders } from 'prettier/doc';
import type { OwnLineComment } from './attach-comments.ts';
import type { Doc } from './doc.ts';
import { beginsLine, commentsAbove, firstToken, type Writing } from './writing.ts';

const { hardline, line } = builders;

/** A line of a spec or of a body: a member, or a comment above one. */
export interface Line {
  readonly doc: Doc;
  /** Is there a blank line above it in the source? One is kept. */
  readonly hasBlankAbove: boolean;
  /** True where it begins a line, also in a body that fits on one line. */
  readonly beginsLine: boolean;
  /** Where it may not begin a line of its own: what stands between it and the member before. */
  readonly boundBy: ' ' | ', ' | null;
}

/** A member below its comments. */
export function memberLines(writing: Writing, node: CstNode, doc: Doc): Line[] {
  const first = firstToken(writing, node);
  const above = commentsAbove(writing, first);
  const hasBlankAbove = above.at(-1)?.isDetached === true || isBlankAbove(writing.text, first.startOffset);
  const boundBy = writing.lines.bound.get(first) ?? null;
  return [...commentLines(writing, above), { doc, hasBlankAbove, beginsLine: beginsLine(writing, first), boundBy }];
}

export const commentLines = ({ text }: Writing, comments: readonly OwnLineComment[]): Line[] =>
  comments.map((comment, index) => ({
    doc: comment.text,
    hasBlankAbove: comments[index - 1]?.isDetached === true || isBlankAbove(text, comment.start),
    beginsLine: true,
    boundBy: null,
  }));

/** Lines below each other, or where the group around them fits on one line, behind each other. */
export const stacked = (lines: readonly Line[]): Doc =>
  lines.map(({ doc, hasBlankAbove, ...place }, index) => {
    if (index === 0) return doc;
    return [lineBefore(place), hasBlankAbove ? hardline : '', doc];
  });

/** What stands before a line. */
export function lineBefore({ beginsLine, boundBy }: Pick<Line, 'beginsLine' | 'boundBy'>): Doc {
  if (boundBy !== null) return boundBy;
  return beginsLine ? hardline : line;
}

function isBlankAbove(text: string, start: number): boolean {
  let breaks = 0;
  let before = start - 1;
  for (; ' \t\n\u00A0\uFEFF'.includes(text[before] ?? 'x'); before -= 1) breaks += text[before] === '\n' ? 1 : 0;
  return breaks >= 2;
}
