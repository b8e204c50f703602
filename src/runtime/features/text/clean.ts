/** What becomes of a part of a text: it stays, it goes, or a word in angle brackets stands for it (`<url>`), as in GloVe's Twitter vectors. */
export type Handling = 'keep' | 'drop' | 'token';

/** How texts are cleaned before they are cut into words. Every setting may be left out. */
export interface CleanSettings {
  /** Whether letters become small. GloVe's vectors know no capitals. Default: yes. */
  readonly lowercase?: boolean;
  /** `https://…`, `www.…`. As a token: `<url>`. Default: token. */
  readonly url?: Handling;
  /** `@name`, but not the end of an e-mail address. As a token: `<user>`. Default: token. */
  readonly mention?: Handling;
  /** `#SoHappy`. `words` makes it `So Happy`, cut where a capital or a digit begins; `token` makes it `<hashtag>`. Default: words. */
  readonly hashtag?: Handling | 'words';
  /** `12`, `-3.5`, `10,000`, `8:30`, not digits inside a word. As a token: `<number>`. Default: keep. */
  readonly number?: Handling;
  /** Emoji with their skin tones, joined ones and flags as one. As a token: `<emoji>`. Default: keep. */
  readonly emoji?: Handling;
  /** Punctuation and symbols, but not the apostrophe and hyphen inside a word. Default: keep. */
  readonly punctuation?: 'keep' | 'drop';
  /** Whether `&amp;`, `&lt;`, `&#39;` and the like become the signs they stand for. Tweets are delivered with them. Default: yes. */
  readonly entities?: boolean;
  /** `sooooo`: `shorten` leaves two of three or more equal letters. Default: keep. */
  readonly repeats?: 'keep' | 'shorten';
}

export const cleanDefaults: Required<CleanSettings> = {
  lowercase: true,
  url: 'token',
  mention: 'token',
  hashtag: 'words',
  number: 'keep',
  emoji: 'keep',
  punctuation: 'keep',
  entities: true,
  repeats: 'keep',
};

const entityPattern = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi;
const namedEntities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
/** Ends with a character that does not end a sentence, so that the full stop behind a link stays. */
const urlPattern = /(?:https?:\/\/|(?<![\p{L}\p{N}.])www\.)[^\s<>"]*[^\s<>".,;:!?'()[\]{}]/giu;
const mentionPattern = /(?<![\p{L}\p{N}_@.])@[\p{L}\p{N}_]+/gu;
const hashtagPattern = /(?<![\p{L}\p{N}_&#])#([\p{N}_]*[\p{L}][\p{L}\p{M}\p{N}_]*)/gu;
const numberPattern = /(?<![\p{L}\p{N}_])(?:(?<![^\s([])[+-])?\p{N}+(?:[.,:]\p{N}+)*(?![\p{L}\p{N}_])/gu;
/** One emoji: a flag, or pictographs with modifiers and joiners. */
export const emojiSource =
  '(?:\\p{RI}\\p{RI}|\\p{Extended_Pictographic}[\\p{EMod}\\ufe0f]*(?:\\u200d\\p{Extended_Pictographic}[\\p{EMod}\\ufe0f]*)*)';
const emojiPattern = new RegExp(emojiSource, 'gu');
/** The words in angle brackets that stand for something. */
export const tokenSource = '<(?:url|user|hashtag|number|emoji)>';
const punctuationPattern = new RegExp(
  `${tokenSource}|${emojiSource}|(?<=[\\p{L}\\p{N}])['’-](?=[\\p{L}\\p{N}])|([\\p{P}\\p{S}])`,
  'gu',
);
const repeatPattern = /(\p{L})\1{2,}/giu;
/** Where a hashtag in camel case is cut: before a capital behind a small letter, before the last of several capitals, round digits. */
const hashtagSeams = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})|_+/gu;

/**
 * Cleans one text: entities, links, mentions, hashtags, numbers, emoji, punctuation, repeated letters, capitals, in this order; then blanks of
 * all kinds become single spaces, with none at either end. The result may be empty.
 *
 * ```ts
 * clean('@ann LOVES this &lt;3 #SoHappy https://t.co/x1!')   // '<user> loves this <3 so happy <url>!'
 * ```
 */
export function clean(text: string, settings: CleanSettings = {}): string {
  const { lowercase, url, mention, hashtag, number, emoji, punctuation, entities, repeats } = { ...cleanDefaults, ...settings };
  let result = entities ? text.replace(entityPattern, decodeEntity) : text;
  result = handled(result, urlPattern, url, '<url>');
  result = handled(result, mentionPattern, mention, '<user>');
  if (hashtag === 'words') result = result.replace(hashtagPattern, (_, tag: string) => tag.replace(hashtagSeams, ' '));
  else result = handled(result, hashtagPattern, hashtag, '<hashtag>');
  result = handled(result, numberPattern, number, '<number>');
  result = handled(result, emojiPattern, emoji, '<emoji>');
  if (punctuation === 'drop')
    result = result.replace(punctuationPattern, (all, sign?: string) => (sign === undefined ? all : ' '));
  if (repeats === 'shorten') result = result.replace(repeatPattern, '$1$1');
  if (lowercase) result = result.toLowerCase();
  return result.replace(/\s+/g, ' ').trim();
}

function handled(text: string, pattern: RegExp, handling: Handling, token: string): string {
  return handling === 'keep' ? text : text.replace(pattern, handling === 'drop' ? ' ' : ` ${token} `);
}

function decodeEntity(entity: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return namedEntities[name.toLowerCase()] as string;
  const code = decimal === undefined ? Number.parseInt(hexadecimal as string, 16) : Number(decimal);
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : entity;
}
