import type { IToken } from 'chevrotain';
import type { Comment } from './ast.ts';

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
export function readDocs(text: string, comments: readonly Comment[]): Docs {
  const byLineStart = new Map<number, Comment>();
  for (const comment of comments) {
    const lineStart = startOfLine(text, comment.span.start);
    if (comment.isDoc && isBlank(text, lineStart, comment.span.start)) byLineStart.set(lineStart, comment);
  }
  return {
    above(start) {
      let line = byLineStart.size === 0 ? 0 : startOfLine(text, start);
      if (line === 0 || !isBlank(text, line, start)) return null;
      const lines: string[] = [];
      while (line > 0) {
        line = startOfLine(text, line - 1);
        const comment = byLineStart.get(line);
        if (comment === undefined) break;
        lines.unshift(comment.text);
      }
      return lines.length === 0 ? null : lines.join('\n');
    },
  };
}

const startOfLine = (text: string, offset: number): number => (offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1);

const isBlank = (text: string, start: number, end: number): boolean => text.slice(start, end).trim() === '';

/** Blanks before the first sign of the line. */
export function indentAt(text: string, offset: number): number {
  const start = startOfLine(text, offset);
  return text.slice(start, offset).search(/\S|$/);
}
