import { type IToken, tokenMatcher } from 'chevrotain';
import { isOnLineOf } from '../parse/layout.ts';
import { Arrow, BlockKeyword, Colon, Comma, Dot, Equals, LeftParenthesis, NumberToken } from '../parse/tokens.ts';

/** Tokens whose line matters for how they are read, so that the layout has to leave it to them. */
export interface LineSensitive {
  /** They begin a line, because on the line before they would be read otherwise. */
  readonly unjoined: ReadonlySet<IToken>;
  /** They stay on the line of the token before, behind a blank or a comma, because at the start of a line they would be read otherwise. */
  readonly bound: ReadonlyMap<IToken, ' ' | ', '>;
}

/** On one line with a number, these make its unit the name of something else: in `10 s = 3` there is no unit. */
const takesUnit = [Equals, Colon, LeftParenthesis, Dot];

/** A reserved word at the start of a line opens a block, unless one of these follows. */
const keepsFromOpening = [Arrow, Comma, Equals, Colon];

const isOneOf = (token: IToken | undefined, types: typeof takesUnit): boolean =>
  token !== undefined && types.some((type) => tokenMatcher(token, type));

export function findLineSensitive(tokens: readonly IToken[]): LineSensitive {
  const unjoined = new Set<IToken>();
  const bound = new Map<IToken, ' ' | ', '>();
  for (const [index, token] of tokens.entries()) {
    const previous = tokens[index - 1];
    if (previous === undefined) continue;
    const isJoined = isOnLineOf(previous, token);
    const hasUnit = tokenMatcher(previous, NumberToken) && /[a-z]$/i.test(previous.image);
    if (!isJoined && hasUnit && isOneOf(token, takesUnit)) unjoined.add(token);
    const opensBlock = tokenMatcher(token, BlockKeyword) && !isOneOf(tokens[index + 1], keepsFromOpening);
    if (isJoined && opensBlock) bound.set(token, tokenMatcher(previous, Comma) ? ', ' : ' ');
  }
  return { unjoined, bound };
}
