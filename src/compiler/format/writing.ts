import type { CstNode, IToken } from 'chevrotain';
import { builders } from 'prettier/doc';
import type { AttachedComments, OwnLineComment } from './attach-comments.ts';
import type { Doc } from './doc.ts';
import type { LineSensitive } from './line-sensitive.ts';

const { hardline, indent, lineSuffix } = builders;

/** What the functions that lay out one node share. */
export interface Writing {
  readonly text: string;
  readonly comments: AttachedComments;
  /** Tokens by where they start: a node knows its offsets only. */
  readonly tokenAt: ReadonlyMap<number, IToken>;
  readonly lines: LineSensitive;
  /** Stands before every comment behind code; it occurs nowhere in the text. `placeComments` replaces it by blanks. */
  readonly mark: string;
}

/** A piece of a statement, and what separates it from the piece before. */
export interface Part {
  readonly first: IToken;
  readonly separator: Doc;
  readonly doc: Doc;
}

/** A token with the comment behind it. The line ends after such a comment: `gap` sees to that, before the next token. */
export function token(writing: Writing, written: IToken, text: string = written.image): Doc {
  const comment = writing.comments.trailing.get(written);
  return comment === undefined ? text : [text, lineSuffix(writing.mark + comment)];
}

export function firstToken({ tokenAt }: Writing, node: CstNode): IToken {
  const first = tokenAt.get(node.location?.startOffset ?? -1);
  if (first === undefined) throw new Error(`the rule ${node.name} has no first token (a bug of emoc)`);
  return first;
}

/** Does the token begin a line, whatever fits on the line before? */
export const beginsLine = ({ comments, lines }: Writing, written: IToken): boolean =>
  comments.broken.has(written) || lines.unjoined.has(written);

export const commentsAbove = ({ comments }: Writing, written: IToken): readonly OwnLineComment[] =>
  comments.leading.get(written) ?? [];

/** What stands between a token and the one before it: the separator, or the comments that are there on lines of their own. */
export function gap(writing: Writing, next: IToken, separator: Doc): Doc {
  if (!beginsLine(writing, next)) return separator;
  return [hardline, ...commentsAbove(writing, next).map(({ text }) => [text, hardline])];
}

/** Pieces behind each other at one indentation. */
export const inOneIndent = (writing: Writing, parts: readonly Part[]): Doc =>
  parts.map(({ first, separator, doc }, index) => (index === 0 ? doc : [gap(writing, first, separator), doc]));

/**
 * Pieces of one statement. What follows a comment within it continues on the next line, indented; what follows a second comment is
 * indented further, because a line may have become the statement that the parser measures the next line against.
 */
export function inStatement(writing: Writing, parts: readonly Part[]): Doc {
  const broken = parts.findIndex(({ first }, index) => index > 0 && beginsLine(writing, first));
  const next = parts[broken];
  if (next === undefined) return inOneIndent(writing, parts);
  const rest = inStatement(writing, parts.slice(broken));
  return [inOneIndent(writing, parts.slice(0, broken)), indent([gap(writing, next.first, next.separator), rest])];
}

/** Comments on lines of their own below whatever was printed last. */
export const commentsBelow = (comments: readonly OwnLineComment[]): Doc => comments.map(({ text }) => [hardline, text]);
