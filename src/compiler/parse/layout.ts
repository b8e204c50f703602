import { type IToken, tokenMatcher } from 'chevrotain';
import {
  Arrow,
  BinaryOperator,
  BlockKeyword,
  ClauseWord,
  Comma,
  Equals,
  LeftBrace,
  LeftBracket,
  LeftParenthesis,
  RightBrace,
  RightBracket,
  RightParenthesis,
} from './tokens.ts';

/**
 * What the lines and brackets around a token say, computed once before parsing.
 *
 * Layout never decides what a correct spec means. It decides where a damaged one is repaired: whether the word on the next line is the
 * value that an `=` still lacks or the next setting, and which of two braces was left open.
 */
export interface Layout {
  /** Column (0-based) where the statement begins that the token belongs to, or the line of the bracket around it. */
  readonly base: number;
  /** Inside `(…)` or `[…]`, where reserved words are ordinary names. */
  readonly isBracketed: boolean;
  /** A brace of a block whose braces do not match: there, indentation tells what belongs together. */
  readonly isDoubtful: boolean;
}

const nothing: Layout = { base: -1, isBracketed: false, isDoubtful: false };

/** Brackets and braces deeper than this are not followed, so that no input exhausts the stack. */
export const deepestNesting = 64;

export const layoutOf = (token: IToken): Layout => (token.payload as Layout | undefined) ?? nothing;

/** 0-based column of a token. */
export const columnOf = (token: IToken): number => (token.startColumn ?? 1) - 1;

/** Does `next` stand on the line on which `token` ends? */
export const isOnLineOf = (token: IToken, next: IToken): boolean => token.endLine === next.startLine;

/** Does a line that begins so belong to the one before, if it is indented more? */
const continues = (token: IToken): boolean =>
  [BinaryOperator, ClauseWord, Equals, Comma, RightParenthesis, RightBracket].some((type) => tokenMatcher(token, type));

/** Does something have to follow the token that ends a line? */
const awaits = (token: IToken): boolean => [BinaryOperator, Equals].some((type) => tokenMatcher(token, type));

/** A reserved word in the first column opens a block, unless it is the pattern of a map. */
export const opensBlockAtMargin = (token: IToken, next: IToken | undefined): boolean =>
  tokenMatcher(token, BlockKeyword) &&
  token.startColumn === 1 &&
  (next === undefined || !(tokenMatcher(next, Arrow) || tokenMatcher(next, Comma)));

/** Gives every token its layout; returns the first token that is nested too deeply. */
export function layOut(tokens: readonly IToken[]): IToken | undefined {
  let lineBase = 0;
  let brackets: number[] = [];
  let line: Layout = nothing;
  let openBraces = 0;
  /** Braces since the last one at the margin of the file opened. */
  let region: IToken[] = [];

  const doubt = (): void => {
    for (const brace of region) brace.payload = { ...layoutOf(brace), isDoubtful: true };
  };
  const leaveRegion = (): void => {
    region = [];
    openBraces = 0;
  };

  for (const [index, token] of tokens.entries()) {
    const previous = tokens[index - 1];
    if (previous === undefined || !isOnLineOf(previous, token)) {
      const isContinuation = previous !== undefined && columnOf(token) > lineBase && (continues(token) || awaits(previous));
      if (!isContinuation) lineBase = columnOf(token);
      // A line that begins no deeper than the one with the bracket has left it, unless it is the line that closes it.
      const isCloser = token.tokenType === RightParenthesis || token.tokenType === RightBracket;
      if (!isCloser) brackets = brackets.filter((base) => base < columnOf(token));
      line = { base: brackets.at(-1) ?? lineBase, isBracketed: brackets.length > 0, isDoubtful: false };
      if (openBraces > 0 && opensBlockAtMargin(token, tokens[index + 1])) {
        doubt();
        leaveRegion();
      }
    }
    const type = token.tokenType;
    if (type === LeftParenthesis || type === LeftBracket) {
      brackets.push(line.base);
      line = { ...line, isBracketed: true };
    } else if ((type === RightParenthesis || type === RightBracket) && brackets.length > 0) {
      brackets.pop();
      line = { ...line, base: brackets.at(-1) ?? lineBase, isBracketed: brackets.length > 0 };
    } else if (type === LeftBrace || type === RightBrace) {
      brackets = [];
      line = { base: lineBase, isBracketed: false, isDoubtful: false };
    }
    token.payload = line;
    if (type === LeftBrace || type === RightBrace) {
      region.push(token);
      openBraces += type === LeftBrace ? 1 : -1;
      if (openBraces <= 0) leaveRegion();
    }
    if (openBraces + brackets.length > deepestNesting) return token;
  }
  if (openBraces > 0) doubt();
  return undefined;
}
