import { createToken, Lexer, type TokenType } from 'chevrotain';

/** Words that open a block. They are reserved: a block whose closing brace is missing ends where the next of them opens. */
export const blockKeywords = [
  'emo',
  'experiment',
  'let',
  'labels',
  'dataset',
  'encoder',
  'fusion',
  'head',
  'loss',
  'train',
  'use',
  'compare',
  'tune',
] as const;

/** Words that open a clause of a declaration; `per` is also an operator inside a value. */
export const clauseWords = ['from', 'in', 'by', 'on', 'as', 'of', 'to', 'per', 'step', 'stratified'] as const;

/** Words that may stand before the word of a declaration. */
export const modifiers = ['optional'] as const;

/** Units of numbers, with the spellings that people try for them. */
export const units: Readonly<Record<string, readonly string[]>> = {
  '%': ['percent', 'pct'],
  ms: ['msec', 'msecs', 'millisecond', 'milliseconds', 'millis', 'millisec', 'millisecs', 'MS', 'Ms', 'mS'],
  s: ['sec', 'secs', 'second', 'seconds', 'S', 'Sec', 'Secs', 'Second', 'Seconds', 'SEC'],
  min: ['mins', 'minute', 'minutes', 'm', 'Min', 'MIN'],
  Hz: ['hz', 'HZ', 'hertz'],
  kHz: ['khz', 'KHz', 'KHZ', 'k'],
  deg: ['degree', 'degrees', 'degs'],
  MB: ['mb', 'Mb', 'megabyte', 'megabytes'],
};

const category = (name: string, label: string, categories: TokenType[] = []): TokenType =>
  createToken({ name, label, pattern: Lexer.NA, categories });

/** Any word at all: a name, or a reserved word where it cannot be mistaken. */
export const Word = category('Word', 'a name');
export const BlockKeyword = category('BlockKeyword', 'a block', [Word]);
export const ClauseWord = category('ClauseWord', 'a clause', [Word]);
export const Modifier = category('Modifier', 'a modifier', [Word]);
/** Whatever can stand in the wrong place without being a word or a brace that opens. */
export const Loose = category('Loose', 'a sign');
export const BinaryOperator = category('BinaryOperator', 'an operator', [Loose]);
export const Comparison = category('Comparison', 'a comparison', [BinaryOperator]);

export const Name = createToken({ name: 'Name', label: 'a name', pattern: /[A-Za-z_]\w*/, categories: [Word] });

const foreignLetter = '\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u024F\\u0370-\\u1FFF\\u3040-\\uD7FF';

/** A name with letters that names cannot have: one word all the same, so that it is one mistake. */
export const ForeignName = createToken({
  name: 'ForeignName',
  label: 'a name',
  pattern: new RegExp(`\\w*[${foreignLetter}][\\w${foreignLetter}]*`),
  line_breaks: false,
  categories: [Word],
});

const reserved = (text: string, ...categories: TokenType[]): TokenType =>
  createToken({ name: `Word_${text}`, label: `\`${text}\``, pattern: text, longer_alt: Name, categories });

const keywordTokens = blockKeywords.map((text) => reserved(text, BlockKeyword));
const clauseTokens = clauseWords.map((text) =>
  text === 'per' ? reserved(text, ClauseWord, BinaryOperator) : reserved(text, ClauseWord),
);
const modifierTokens = modifiers.map((text) => reserved(text, Modifier));

const sign = (name: string, text: string, ...categories: TokenType[]): TokenType =>
  createToken({ name, label: `\`${text}\``, pattern: text, categories });

export const LeftBrace = sign('LeftBrace', '{');
export const RightBrace = sign('RightBrace', '}', Loose);
export const LeftParenthesis = sign('LeftParenthesis', '(', Loose);
export const RightParenthesis = sign('RightParenthesis', ')', Loose);
export const LeftBracket = sign('LeftBracket', '[', Loose);
export const RightBracket = sign('RightBracket', ']', Loose);
export const Arrow = sign('Arrow', '->', Loose);
export const Comma = sign('Comma', ',', Loose);
export const Colon = sign('Colon', ':', Loose);
export const At = sign('At', '@', Loose);
export const Dot = sign('Dot', '.', Loose);
export const Equals = sign('Equals', '=', Loose);
export const Minus = sign('Minus', '-', BinaryOperator);
export const Star = sign('Star', '*', BinaryOperator);
const otherOperators = [
  sign('DotDot', '..', BinaryOperator),
  sign('Plus', '+', BinaryOperator),
  sign('Slash', '/', BinaryOperator),
  sign('Bar', '|', BinaryOperator),
];
const comparisons = [
  sign('LessOrEqual', '<=', Comparison),
  sign('GreaterOrEqual', '>=', Comparison),
  sign('EqualEqual', '==', Comparison),
  sign('NotEqual', '!=', Comparison),
  sign('Less', '<', Comparison),
  sign('Greater', '>', Comparison),
];

const unitWords = Object.keys(units)
  .filter((unit) => unit !== '%')
  .join('|');
/** Not the name of what follows. */
const unitEnd = `(?![\\w${foreignLetter}])(?![ \\t]*(?:=(?!=)|[(:]|\\.(?!\\.)))`;
const unitPattern = `[ \\t]*%|[ \\t]*(?:${unitWords})${unitEnd}`;

/**
 * A number and its unit are one token. A unit stands on the number's line and is not the name of what follows (`10 s = 3`, `2 min(x)`);
 * a point belongs to the number only before a digit, so `0..1` is a range.
 */
export const NumberToken = createToken({
  name: 'Number',
  label: 'a number',
  pattern: new RegExp(`\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?(?:${unitPattern})?(?!\\w|\\.(?!\\.))`),
  categories: [Loose],
});
/** `50 sec`: a number with a unit that has another spelling, or `µs`. It is read as what was meant, so that only the unit is told. */
export const MisspeltUnit = createToken({
  name: 'MisspeltUnit',
  label: 'a number',
  pattern: new RegExp(`\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?[ \\t]*(?:${Object.values(units).flat().join('|')}|[µμ]s)${unitEnd}`),
  categories: [NumberToken],
});
export const MalformedNumber = createToken({
  name: 'MalformedNumber',
  label: 'a number',
  pattern: /\d\w*(?:\.(?!\.)\w*)*|\.\d[\w.]*/,
  categories: [NumberToken],
});

export const Text = createToken({
  name: 'Text',
  label: 'a text in quotes',
  pattern: /"(?:[^"\\\n\r]|\\[^\n\r])*"/,
  line_breaks: false,
  categories: [Loose],
});
export const UnterminatedText = createToken({
  name: 'UnterminatedText',
  label: 'a text in quotes',
  pattern: /"(?:[^"\\\n\r]|\\[^\n\r])*\\?/,
  line_breaks: false,
  categories: [Text],
});
export const MisquotedText = createToken({
  name: 'MisquotedText',
  label: 'a text in quotes',
  pattern: /[“”„‟][^“”„‟"\n\r]*[“”„‟"]|[‘’‛][^‘’‛'\n\r]*[‘’‛']|'[^'\n\r]*'|`[^`\n\r]*`/,
  line_breaks: false,
  categories: [Text],
});

const Blank = createToken({ name: 'Blank', pattern: /[ \t\r\n\u00A0\uFEFF]+/, group: Lexer.SKIPPED, line_breaks: true });
const Comment = createToken({ name: 'Comment', pattern: /\/\/[^\n\r]*/, group: 'comments', line_breaks: false });
const ForeignComment = createToken({
  name: 'ForeignComment',
  pattern: /#[^\n\r]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?/,
  group: 'foreignComments',
  line_breaks: true,
});

/** In the order in which the lexer tries them. */
export const tokens: TokenType[] = [
  Blank,
  Comment,
  ForeignComment,
  // Before the names with foreign letters, as which `50μs` would be read.
  MisspeltUnit,
  ForeignName,
  ...keywordTokens,
  ...clauseTokens,
  ...modifierTokens,
  Name,
  NumberToken,
  ...otherOperators.slice(0, 1),
  MalformedNumber,
  Text,
  UnterminatedText,
  MisquotedText,
  Arrow,
  ...comparisons,
  LeftBrace,
  RightBrace,
  LeftParenthesis,
  RightParenthesis,
  LeftBracket,
  RightBracket,
  Comma,
  Colon,
  At,
  Dot,
  Equals,
  Minus,
  Star,
  ...otherOperators.slice(1),
  Word,
  BlockKeyword,
  ClauseWord,
  Modifier,
  Loose,
  BinaryOperator,
  Comparison,
];
