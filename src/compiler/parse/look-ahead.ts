import { CstParser, EOF, type IToken, type TokenType, tokenMatcher } from 'chevrotain';
import { columnOf, isOnLineOf, layoutOf, opensBlockAtMargin } from './layout.ts';
import { expectations } from './messages.ts';
import {
  Arrow,
  BinaryOperator,
  BlockKeyword,
  ClauseWord,
  Colon,
  Comma,
  Comparison,
  Dot,
  Equals,
  LeftBrace,
  LeftBracket,
  LeftParenthesis,
  Minus,
  Modifier,
  NumberToken,
  RightBrace,
  RightBracket,
  RightParenthesis,
  Star,
  Text,
  tokens,
  Word,
} from './tokens.ts';

/** How far a missing comma or bracket is looked for; keeps a damaged file linear. */
const farthest = 200;

/**
 * The questions that the grammar asks about the next tokens.
 *
 * Every choice is made as early as possible and the parts behind it are optional: so a part that is missing leaves a gap in the tree
 * (`seed =` is a setting without a value) instead of an error that throws tokens away.
 */
export abstract class LookAhead extends CstParser {
  constructor(options: { readonly skipValidations: boolean }) {
    super(tokens, {
      recoveryEnabled: true,
      errorMessageProvider: expectations,
      maxLookahead: 1,
      nodeLocationTracking: 'onlyOffset',
      skipValidations: options.skipValidations,
    });
  }

  protected is(type: TokenType, distance = 1): boolean {
    return tokenMatcher(this.LA(distance), type);
  }

  private isOneOf(types: readonly TokenType[], distance = 1): boolean {
    return types.some((type) => this.is(type, distance));
  }

  protected isOnSameLine(distance = 1): boolean {
    return isOnLineOf(this.LA(distance - 1), this.LA(distance));
  }

  /** On the line of the token before, or on a later one and deeper than the statement or bracket it would belong to. */
  private isPlacedToContinue(): boolean {
    return this.isOnSameLine() || columnOf(this.LA(1)) > layoutOf(this.LA(0)).base;
  }

  /** `name =`, `name value`, `name {` at the start of a line: an element, not the rest of the line before. */
  private looksLikeElement(): boolean {
    if (this.isOnSameLine() || !this.is(Word) || layoutOf(this.LA(1)).isBracketed || !this.isOnSameLine(2)) return false;
    const isSecondWord = this.is(Word, 2) && !this.is(ClauseWord, 2);
    return isSecondWord || this.isOneOf([Equals, Colon, LeftBrace, Arrow, Text, NumberToken], 2);
  }

  protected mayContinue(): boolean {
    return this.isPlacedToContinue() && !this.looksLikeElement();
  }

  protected startsOperand(): boolean {
    if (!this.mayContinue()) return false;
    if (this.is(ClauseWord) && !layoutOf(this.LA(1)).isBracketed) return this.isOneOf([LeftParenthesis, Dot], 2);
    return this.isOneOf([NumberToken, Text, Word, LeftParenthesis, LeftBracket, Minus]);
  }

  /** A value after `=`: a word before another `=` is the next setting. */
  protected startsValue(): boolean {
    return this.startsOperand() && !(this.is(Word) && this.is(Equals, 2));
  }

  protected startsSubject(): boolean {
    return this.isOnSameLine() && !this.is(ClauseWord) && this.startsOperand();
  }

  /** A number, or a word that touches the `@`: no version, but meant as one. */
  protected startsVersion(): boolean {
    return this.isOnSameLine() && (this.is(NumberToken) || this.LA(0).endOffset! + 1 === this.LA(1).startOffset);
  }

  /** What a pattern becomes may be any word. */
  protected startsTarget(): boolean {
    return this.isPlacedToContinue() && this.isOneOf([NumberToken, Text, Word, LeftBracket, Minus]) && !this.is(Arrow, 2);
  }

  protected startsClause(): boolean {
    return this.is(ClauseWord) && this.isPlacedToContinue() && !this.isOneOf([Equals, Arrow, Comma, Colon], 2);
  }

  protected isSetting(): boolean {
    return this.isOneOf([Equals, Colon], 2);
  }

  protected isStep(): boolean {
    if (this.is(Dot, 2)) return this.isOnSameLine(2);
    return this.is(LeftParenthesis, 2) && this.isOnSameLine(2) && !this.isSubjectInParentheses();
  }

  /** `where (alpha + beta) / 2 <= 1`: a blank before the bracket and an operator behind it. */
  private isSubjectInParentheses(): boolean {
    if (this.LA(1).endOffset! + 1 === this.LA(2).startOffset) return false;
    const close = this.closerAfter(3);
    return close !== undefined && this.is(BinaryOperator, close + 1) && this.isOnSameLine(close + 1) && !this.is(Star, close + 1);
  }

  protected isModifier(): boolean {
    return this.is(Modifier) && this.is(Word, 2) && !this.is(ClauseWord, 2) && this.isOnSameLine(2);
  }

  protected isName(): boolean {
    return this.is(Word) && this.isOnSameLine();
  }

  /** `a ->`, `a, b ->`, `< 0 ->`; or `0 no`, where the arrow was forgotten and nothing but a map can begin so. */
  protected isEntry(): boolean {
    let end = this.endOfPattern(1);
    if (end === undefined) return false;
    if (!this.is(Word) && this.is(Word, end) && this.isOnSameLine(end)) return true;
    while (end !== undefined && end < farthest) {
      if (this.is(Arrow, end)) return true;
      if (!this.is(Comma, end)) return false;
      end = this.endOfPattern(end + 1);
    }
    return false;
  }

  /** Distance of the token behind the pattern that begins at `from`. */
  private endOfPattern(from: number): number | undefined {
    if (this.isOneOf([Word, Star, Text], from)) return from + 1;
    const minus = this.is(Comparison, from) ? from + 1 : from;
    const number = this.is(Minus, minus) ? minus + 1 : minus;
    return this.is(NumberToken, number) ? number + 1 : undefined;
  }

  protected continuesExpression(): boolean {
    if (!this.is(BinaryOperator)) return false;
    if (this.is(Word)) return !this.isOneOf([Equals, Arrow], 2);
    return !(this.is(Arrow, 2) || (this.is(Arrow, 3) && this.is(NumberToken, 2)));
  }

  protected startsArgument(): boolean {
    if (this.is(Comma)) return true;
    if (!this.startsOperand() || this.is(Arrow, 2)) return false;
    return this.isOneOf([LeftParenthesis, LeftBracket, Comma], 0) || this.closerAfter(1) !== undefined;
  }

  /** Distance of the bracket that closes the one around the token at `from`; undefined where none does. */
  private closerAfter(from: number): number | undefined {
    let depth = 0;
    for (let distance = from; distance < from + farthest; distance += 1) {
      if (this.isOneOf([EOF, LeftBrace, RightBrace], distance)) return undefined;
      if (this.isOneOf([LeftParenthesis, LeftBracket], distance)) depth += 1;
      else if (this.isOneOf([RightParenthesis, RightBracket], distance)) {
        if (depth === 0) return distance;
        depth -= 1;
      } else if (depth === 0 && !layoutOf(this.LA(distance)).isBracketed) return undefined;
    }
    return undefined;
  }

  /** Does the body that `open` opened go on with another member? */
  protected continuesBody(open: IToken): boolean {
    if (this.isOneOf([RightBrace, EOF])) return false;
    if (layoutOf(open).isDoubtful && !this.isOnSameLine() && columnOf(this.LA(1)) <= layoutOf(open).base) return false;
    return !this.opensBlock();
  }

  /** Does the brace here close the body that `open` opened? In a block with unmatched braces indentation tells. */
  protected closesBody(open: IToken): boolean {
    return !(layoutOf(open).isDoubtful && !this.isOnSameLine() && columnOf(this.LA(1)) < layoutOf(open).base);
  }

  /** A reserved word that begins a line opens a block, unless it is a pattern or, away from the margin, a setting. */
  private opensBlock(): boolean {
    if (!this.is(BlockKeyword) || this.isOnSameLine()) return false;
    return opensBlockAtMargin(this.LA(1), this.LA(2)) || !this.isOneOf([Arrow, Comma, Equals, Colon], 2);
  }
}
