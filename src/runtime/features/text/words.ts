import { emojiSource, tokenSource } from './clean.ts';

/** How texts are cut into words. */
export interface WordSettings {
  /**
   * What becomes of `don't` and `she's`. `split` cuts as the Penn Treebank does (`do n't`, `she 's`), which is what GloVe's and word2vec's
   * vocabularies hold; `keep` leaves one word; `join` leaves the apostrophe out (`dont`). Default: split.
   */
  readonly clitics?: 'split' | 'keep' | 'join';
}

/** In order of preference; what none of them matches (blanks, control and format characters) is left out. */
const patterns = [
  tokenSource,
  emojiSource,
  String.raw`(?:\p{L}\.){2,}`, // u.s.
  String.raw`\p{N}+(?:[.,:]\p{N}+)+(?!\p{L})`, // 10,000  3.5  8:30
  String.raw`[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*(?:['’-][\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*)*`, // so-called  don't
  String.raw`\.{2,}`, // ...
  String.raw`[^\s\p{C}]`, // a sign on its own
];
const wordPattern = new RegExp(patterns.join('|'), 'gu');
const cliticPattern = /^(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))$/iu;

/**
 * Cuts a text into words, for languages that put blanks between words.
 *
 * Letters and digits of any script belong together, with hyphens and apostrophes inside a word; decimal numbers, abbreviations (`u.s.`), runs of
 * full stops, emoji and the tokens that `clean` leaves (`<url>`) are one word each; every other sign is a word of its own. The text is first
 * brought to Unicode's composed form (NFC). Curly apostrophes inside words become straight ones, as in the vocabularies. Capitals stay: see `clean`.
 *
 * ```ts
 * words("He didn't pay 3.50... 👍🏽!")   // ['He', 'did', "n't", 'pay', '3.50', '...', '👍🏽', '!']
 * ```
 */
export function words(text: string, { clitics = 'split' }: WordSettings = {}): string[] {
  const found: string[] = [];
  for (const [word] of text.normalize('NFC').matchAll(wordPattern)) {
    if (word.length === 1 || !/['’]/.test(word)) found.push(word);
    else if (clitics === 'split') found.push(...splitClitics(word.replaceAll('’', "'")));
    else found.push(word.replaceAll(/['’]/g, clitics === 'join' ? '' : "'"));
  }
  return found;
}

/** `they'd've` is `they 'd 've`. */
function splitClitics(word: string): string[] {
  const parts: string[] = [];
  let stem = word;
  for (let match = cliticPattern.exec(stem); match !== null; match = cliticPattern.exec(stem)) {
    parts.unshift(match[2] as string);
    stem = match[1] as string;
  }
  return [stem, ...parts];
}
