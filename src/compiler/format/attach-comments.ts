import { type IToken, tokenMatcher } from 'chevrotain';
import type { Comment } from '../parse/ast.ts';
import { Comma, LeftBrace } from '../parse/tokens.ts';

/** A comment as written, with its slashes and without the blanks at its end. */
export interface OwnLineComment {
  readonly text: string;
  readonly start: number;
  /**
   * True where it must not touch the line below it: a sign that stood between the comment and the next token is printed in front of the
   * comment, so a `///` would become the documentation of an element that it was not written above.
   */
  readonly isDetached: boolean;
}

/** Where the comments of a spec belong. Every comment is in one of the two, once. */
export interface AttachedComments {
  /** The comment behind a token, on its line. */
  readonly trailing: ReadonlyMap<IToken, string>;
  /** The comments on lines of their own above a token. */
  readonly leading: ReadonlyMap<IToken, readonly OwnLineComment[]>;
  /** The comments behind the last token. */
  readonly last: readonly OwnLineComment[];
  /** Tokens that cannot stand on the line of the token before them, because a comment ends that line or stands between. */
  readonly broken: ReadonlySet<IToken>;
}

/** A comment of the source; `isFirst` says that nothing stands before it on its line. */
interface Found {
  readonly text: string;
  readonly start: number;
  readonly isFirst: boolean;
  hasCrossed: boolean;
}

/**
 * Gives every comment to a token: the one it stands behind, or the one it stands above.
 *
 * A comma and the brace that opens a body are always printed behind what comes before them. A comment between is taken across: it stands
 * behind the sign if it stood behind a token, and below the sign otherwise. The order of comments never changes.
 */
export function attachComments(text: string, tokens: readonly IToken[], comments: readonly Comment[]): AttachedComments {
  const trailing = new Map<IToken, string>();
  const leading = new Map<IToken, OwnLineComment[]>();
  const broken = new Set<IToken>();
  let owner: IToken | undefined;
  let found: Found[] = [];

  const settle = (): OwnLineComment[] => {
    const [first] = found;
    const isTrailing = owner !== undefined && first !== undefined && !first.isFirst;
    if (isTrailing) trailing.set(owner as IToken, (first as Found).text);
    const rest = (isTrailing ? found.slice(1) : found).map(({ text, start, isFirst, hasCrossed }) => ({
      text,
      start,
      isDetached: hasCrossed || !isFirst,
    }));
    found = [];
    return rest;
  };

  let next = 0;
  const collectUntil = (offset: number): void => {
    for (let comment = comments[next]; comment !== undefined && comment.span.start < offset; comment = comments[next]) {
      const { start, end } = comment.span;
      found.push({ text: text.slice(start, end).trimEnd(), start, isFirst: beginsItsLine(text, start), hasCrossed: false });
      next += 1;
    }
  };

  for (const token of tokens) {
    collectUntil(token.startOffset);
    const isBrace = tokenMatcher(token, LeftBrace);
    if (isBrace || tokenMatcher(token, Comma)) {
      for (const comment of found) comment.hasCrossed = true;
      if (isBrace) owner = token;
      continue;
    }
    const isBroken = found.length > 0;
    const above = settle();
    if (above.length > 0) leading.set(token, above);
    if (isBroken) broken.add(token);
    owner = token;
  }
  collectUntil(Number.POSITIVE_INFINITY);
  return { trailing, leading, last: settle(), broken };
}

const isBlank = (character: string | undefined): boolean => character !== undefined && ' \t\u00A0\uFEFF'.includes(character);

function beginsItsLine(text: string, start: number): boolean {
  let before = start - 1;
  while (isBlank(text[before])) before -= 1;
  return before < 0 || text[before] === '\n';
}
