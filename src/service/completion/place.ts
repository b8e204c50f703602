import { type IToken, tokenMatcher } from 'chevrotain';
import { tokenize } from '../../compiler/parse/parse.ts';
import { blockKeywords, ClauseWord, Dot, Loose, NumberToken, Text, UnterminatedText, Word } from '../../compiler/parse/tokens.ts';
import { bodies } from './lines.ts';

/** Deeper than this nothing is proposed: the language itself ends at 64. */
const deepest = 70;

/** The place of the cursor among the tokens of its block. */
export interface Place {
  /** Offset of the block's first character; tokens have offsets from here. */
  readonly origin: number;
  /** Tokens of the block before the cursor. */
  readonly tokens: readonly IToken[];
  /** The word, number, sign or text that the cursor is in or at the end of; it is the last of `tokens`. */
  readonly partial: IToken | null;
}

const blockStart = new RegExp(`^(?:${blockKeywords.join('|')})\\b(?!\\s*(?:->|,))`, 'gm');

/** Reads the block that the cursor is in, up to the cursor. `null` inside of a comment. */
export function placeAt(text: string, offset: number): Place | null {
  const origin = startOfBlock(text, offset);
  const before = text.slice(origin, offset);
  const { tokens, groups } = tokenize(before);
  const comments = [...(groups.comments ?? []), ...(groups.foreignComments ?? [])];
  if (comments.some(({ startOffset, image }) => startOffset + image.length === before.length)) return null;
  const whole = withoutLonePoint(tokens);
  const last = whole.at(-1);
  const touches = last !== undefined && endOf(last) === before.length;
  const isClosedText = last !== undefined && tokenMatcher(last, Text) && last.tokenType !== UnterminatedText;
  return depthOf(whole) > deepest ? null : { origin, tokens: whole, partial: touches && !isClosedText ? last : null };
}

/** The last line that begins with the word of a block. */
function startOfBlock(text: string, offset: number): number {
  // Most blocks are short: looking back in growing steps keeps a long spec as fast as a short one.
  for (let size = 4096; ; size *= 8) {
    const from = size >= offset ? 0 : text.lastIndexOf('\n', offset - size) + 1;
    const last = [...text.slice(from, offset).matchAll(blockStart)].at(-1);
    if (last !== undefined) return from + last.index;
    if (from === 0) return 0;
  }
}

/** `0.` is the number and the first half of `..`, or of a decimal point. */
function withoutLonePoint(tokens: readonly IToken[]): readonly IToken[] {
  const last = tokens.at(-1);
  if (last === undefined || !/^\d+\.$/.test(last.image)) return tokens;
  const number = {
    ...last,
    image: last.image.slice(0, -1),
    endOffset: endOf(last) - 2,
    tokenType: NumberToken,
    tokenTypeIdx: NumberToken.tokenTypeIdx ?? 0,
  };
  const point = { ...last, image: '.', startOffset: endOf(last) - 1, tokenType: Dot, tokenTypeIdx: Dot.tokenTypeIdx ?? 0 };
  return [...tokens.slice(0, -1), number, point];
}

export const endOf = ({ startOffset, image }: IToken): number => startOffset + image.length;

function depthOf(tokens: readonly IToken[]): number {
  let [depth, most] = [0, 0];
  for (const { image } of tokens) {
    if (image === '(' || image === '[' || image === '{') depth += 1;
    else if (image === ')' || image === ']' || image === '}') depth -= 1;
    most = Math.max(most, depth);
  }
  return most;
}

/** What is open at the end of some tokens. */
export interface Surroundings {
  /** Lines that open the bodies around, from the outermost to the innermost. */
  readonly heads: readonly (readonly IToken[])[];
  /** Where statements of the innermost body may begin, ascending; the last is the end of the tokens. */
  readonly starts: readonly number[];
}

interface Level {
  readonly head: readonly IToken[];
  readonly starts: number[];
  brackets: number;
}

export function surroundingsOf(tokens: readonly IToken[]): Surroundings {
  const levels: Level[] = [{ head: [], starts: [], brackets: 0 }];
  for (const [index, token] of tokens.entries()) {
    const level = levels.at(-1) as Level;
    const previous = tokens[index - 1];
    const isFirst =
      previous === undefined || previous.endLine !== token.startLine || previous.image === '{' || previous.image === '}';
    const start = level.starts.at(-1);
    const continues = start !== undefined && isDeeper(token, tokens[start]);
    // What is indented more belongs to the statement above it where a bracket is open, or where it cannot begin a statement.
    const isInside = continues && (level.brackets > 0 || tokenMatcher(token, Loose) || tokenMatcher(token, ClauseWord));
    if (isFirst && !isInside) {
      level.brackets = 0;
      level.starts.push(index);
    }
    if (token.image === '{') {
      levels.push({ head: headOf(tokens.slice(level.starts.at(-1) ?? 0, index)), starts: [], brackets: 0 });
    } else if (token.image === '}') {
      if (levels.length > 1) levels.pop();
    } else if (token.image === '(' || token.image === '[') level.brackets += 1;
    else if (token.image === ')' || token.image === ']') level.brackets = Math.max(0, level.brackets - 1);
  }
  const innermost = levels.at(-1) as Level;
  return { heads: levels.slice(1).map(({ head }) => head), starts: [...innermost.starts, tokens.length] };
}

const isDeeper = (token: IToken, other: IToken | undefined): boolean => (token.startColumn ?? 1) > (other?.startColumn ?? 0);

/** The statement that ends in a brace, of all that stand on its line: from the last word that opens a body. */
function headOf(tokens: readonly IToken[]): readonly IToken[] {
  if (bodies.has(tokens[0]?.image ?? '')) return tokens;
  const start = tokens.findLastIndex(
    (token, index) =>
      bodies.has(token.image) &&
      tokenMatcher(token, Word) &&
      tokens[index - 1]?.image !== '.' &&
      tokens[index + 1]?.image !== ')',
  );
  return start < 0 ? tokens : tokens.slice(start);
}
