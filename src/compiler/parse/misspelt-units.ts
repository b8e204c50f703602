import type { IToken, TokenType } from 'chevrotain';
import { isOnLineOf } from './layout.ts';
import {
  Arrow,
  At,
  BlockKeyword,
  Colon,
  Dot,
  Equals,
  LeftBrace,
  LeftParenthesis,
  MalformedNumber,
  MisspeltUnit,
  Name,
  NumberToken,
} from './tokens.ts';
import { unitReadings } from './unit-readings.ts';

/** Signs after which a word is the name of something, not a unit. */
const naming: ReadonlySet<TokenType> = new Set([Equals, Colon, Arrow, At, Dot, LeftBrace, LeftParenthesis]);

/** A number with a unit, or what was meant as one, as its two parts. */
const quantity = /^(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)[ \t]*([A-Za-z]+)$/;

/**
 * Makes one token of a number and a word behind it that is hardly anything but a unit with a slip (`50 mss`), as the lexer does where the
 * spelling is a known one. Elsewhere the word begins the next argument, and what is missing is a comma: `dense(64 relu)`.
 */
export function joinMisspeltUnits(text: string, tokens: readonly IToken[]): IToken[] {
  const declared = lazyNames(tokens);
  const joined: IToken[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] as IToken;
    const unit = tokens[index + 1];
    const isUnit =
      token.tokenType === NumberToken &&
      unit?.tokenType === Name &&
      !isPattern(tokens, index) &&
      !isNaming(tokens, index + 1) &&
      isQuantity(text.slice(token.startOffset, unit.startOffset + unit.image.length)) &&
      !declared().has(unit.image);
    if (isUnit) {
      joined.push(misspelt(text, token, unit));
      index += 1;
    } else if (token.tokenType === MalformedNumber && isQuantity(token.image)) joined.push(misspelt(text, token, token));
    else joined.push(token);
  }
  return joined;
}

function isQuantity(written: string): boolean {
  const [, digits, word] = quantity.exec(written) ?? [];
  return word !== undefined && unitReadings(Number(digits), word).length > 0;
}

function misspelt(text: string, first: IToken, last: IToken): IToken {
  const end = last.startOffset + last.image.length;
  const image = text.slice(first.startOffset, end);
  return {
    ...first,
    image,
    endOffset: end - 1,
    endColumn: (first.startColumn ?? 1) + image.length - 1,
    tokenType: MisspeltUnit,
    tokenTypeIdx: MisspeltUnit.tokenTypeIdx as number,
  };
}

/** `0 no` at the start of a line, or of a body, is a line of a map whose arrow is missing. */
function isPattern(tokens: readonly IToken[], index: number): boolean {
  const previous = tokens[index - 1];
  return previous === undefined || previous.tokenType === LeftBrace || !isOnLineOf(previous, tokens[index] as IToken);
}

function isNaming(tokens: readonly IToken[], index: number): boolean {
  const next = tokens[index + 1];
  return next !== undefined && naming.has(next.tokenType) && isOnLineOf(tokens[index] as IToken, next);
}

/** Names that the spec declares: `f(50 mss)` lacks a comma if there is a `let mss`. */
function lazyNames(tokens: readonly IToken[]): () => ReadonlySet<string> {
  let names: ReadonlySet<string> | undefined;
  return () => {
    names ??= new Set(
      tokens.flatMap((token, index) =>
        token.tokenType.CATEGORIES?.includes(BlockKeyword) === true ? [tokens[index + 1]?.image ?? ''] : [],
      ),
    );
    return names;
  };
}
