import {
  EOF,
  type ILexingError,
  type IParserErrorMessageProvider,
  type IRecognitionException,
  type IToken,
  type TokenType,
  tokenMatcher,
} from 'chevrotain';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { report } from '../diagnostics/report.generated.ts';
import { ForeignName, Text } from './tokens.ts';

const labelOf = (type: TokenType): string => type.LABEL ?? type.name;

const labelsOf = (paths: readonly (readonly TokenType[])[]): string =>
  [...new Set(paths.flatMap(([first]) => (first === undefined ? [] : [labelOf(first)])))].join(' or ');

/** Chevrotain's message of an error is only what was expected; `parserMistakes` makes the sentence. */
export const expectations: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => labelOf(expected),
  buildNotAllInputParsedMessage: () => 'the end of the file',
  buildNoViableAltMessage: ({ expectedPathsPerAlt }) => labelsOf(expectedPathsPerAlt.flat()),
  buildEarlyExitMessage: ({ expectedIterationPaths }) => labelsOf(expectedIterationPaths),
};

/** A token as a message shows it. */
export function shown(token: IToken): string {
  if (token.tokenType === EOF) return 'the end of the file';
  const image = token.image.length > 24 ? `${token.image.slice(0, 23)}…` : token.image;
  return tokenMatcher(token, Text) ? `the text ${image}` : `\`${image}\``;
}

/** Chevrotain gives what has no place `NaN` (or -1 in later versions). */
const isPlaced = (offset: number | undefined): offset is number => offset !== undefined && offset >= 0;

/** Errors of the parser's own recovery; at the end of the file they point at the last token. */
export function parserMistakes(file: string, errors: readonly IRecognitionException[]): Diagnostic[] {
  return errors.map(({ message, token, ...error }) => {
    const previous = 'previousToken' in error ? (error.previousToken as IToken | undefined) : undefined;
    const place = token.tokenType === EOF && previous !== undefined ? previous : token;
    const start = isPlaced(place.startOffset) ? place.startOffset : 0;
    const end = isPlaced(place.endOffset) ? place.endOffset + 1 : start;
    return report.unexpectedSign({ file, start, end }, { expected: message, found: shown(token) });
  });
}

/** What to write instead of characters that other languages use. */
const habits: Readonly<Record<string, string>> = {
  ';': 'elements need no separator: leave it out',
  '&': 'write several conditions as several `where` lines',
  '^': 'there are no powers: write the value',
  $: 'a constant is named without a sign: `let alpha = 0.1`, then `alpha`',
  '−': 'the minus sign is `-`',
  '–': 'the minus sign is `-`',
  '…': 'a range is written with two points: `0..1`',
  '→': 'an arrow is written `->`',
  '×': 'multiplication is written `*`',
  '≤': 'write `<=`',
  '≥': 'write `>=`',
};

/** Characters that begin no token. */
export function lexerMistakes(file: string, text: string, errors: readonly ILexingError[]): Diagnostic[] {
  return errors.map(({ offset, length }) => {
    const character = String.fromCodePoint(text.codePointAt(offset) ?? 0xfffd);
    const hint = habits[character];
    return report.unknownCharacter({ file, start: offset, end: offset + length }, { character: visible(character), hint });
  });
}

/** Names with letters that names cannot have. */
export function foreignNames(file: string, tokens: readonly IToken[]): Diagnostic[] {
  return tokens
    .filter(({ tokenType }) => tokenType === ForeignName)
    .map(({ image, startOffset }) =>
      report.foreignLetters({ file, start: startOffset, end: startOffset + image.length }, { name: image }),
    );
}

/** Control characters by their number. */
const visible = (character: string): string =>
  /[\p{C}\p{Z}]/u.test(character)
    ? `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`
    : character;

/** `# …` and `/* … *\/`. */
export function foreignComments(file: string, tokens: readonly IToken[]): Diagnostic[] {
  return tokens.map(({ image, startOffset }) => {
    const mark = image.startsWith('#') ? '#' : '/*';
    const span = { file, start: startOffset, end: startOffset + image.length };
    const lines = image
      .replace(/^(#+|\/\*+)\s?/, '')
      .replace(/\s*\*+\/$/, '')
      .split(/\r?\n/);
    const fixed = lines.map((line) => `// ${line.trim()}`.trimEnd()).join('\n');
    const isLastOnLine = mark === '#' || lines.length > 1;
    return report.foreignComment(
      { ...span, end: startOffset + mark.length },
      { mark },
      isLastOnLine ? { fix: [{ span, text: fixed }] } : {},
    );
  });
}
