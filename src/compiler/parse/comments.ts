import type { IToken } from 'chevrotain';
import type { Comment } from './ast.ts';
import type { Lines } from './lines.ts';

/** The `///` lines of a spec. */
export interface Docs {
  /** Text of the `///` lines directly above the element that starts at this offset; `null` where there are none. */
  above(start: number): string | null;
}

const isDoc = (image: string): boolean => /^\/\/\/(?!\/)/.test(image);

export function readComments(file: string, tokens: readonly IToken[]): Comment[] {
  return tokens.map(({ image, startOffset }) => ({
    text: image.replace(isDoc(image) ? /^\/\/\/ ?/ : /^\/\/ ?/, '').trimEnd(),
    isDoc: isDoc(image),
    span: { file, start: startOffset, end: startOffset + image.length },
  }));
}

/** Finds the documentation of an element. Both the comment and the element must be the first thing on their lines. */
export function readDocs(lines: Lines, comments: readonly Comment[]): Docs {
  const isFirst = (offset: number): boolean => lines.indentEndOf(offset) === offset;
  const byLine = new Map<number, Comment>();
  for (const comment of comments) {
    if (comment.isDoc && isFirst(comment.span.start)) byLine.set(lines.startOf(comment.span.start), comment);
  }
  return {
    above(start) {
      if (byLine.size === 0 || !isFirst(start)) return null;
      const texts: string[] = [];
      for (let line = lines.startOf(start); line > 0; ) {
        line = lines.startOf(line - 1);
        const comment = byLine.get(line);
        if (comment === undefined) break;
        texts.unshift(comment.text);
      }
      return texts.length === 0 ? null : texts.join('\n');
    },
  };
}
