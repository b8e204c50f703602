/** Id of what fills a sequence up to its length. */
export const paddingId = 0;
/** Id of every word that the vocabulary does not hold. */
export const unknownId = 1;
/** Id of the first word: the two below are taken. */
export const firstWordId = 2;

/** Words with their ids. `words` is all there is to it: `vocabularyOf(words)` is the same vocabulary again. */
export interface Vocabulary {
  /** The word with id `firstWordId + index`. */
  readonly words: readonly string[];
  /** Number of ids: the words, the padding and the unknown word. */
  readonly size: number;
  /** Id of a word, `unknownId` for one that it does not hold. */
  idOf(word: string): number;
}

export interface VocabularySettings {
  /** Words that occur less often are left out. Default: 1. */
  readonly minCount?: number;
  /** Only so many of the most frequent words are kept. Default: all. */
  readonly maxSize?: number;
}

/** The vocabulary with these words, in this order. */
export function vocabularyOf(words: readonly string[]): Vocabulary {
  const ids = new Map(words.map((word, index) => [word, firstWordId + index]));
  if (ids.size !== words.length) throw new Error('a vocabulary holds a word twice (a bug of emoc)');
  return { words, size: firstWordId + words.length, idOf: (word) => ids.get(word) ?? unknownId };
}

/**
 * Builds the vocabulary of the training texts (of no others: the words of validation and test are unknown until they are met).
 *
 * Words are ordered by falling count, words of equal count by code point, so the same texts in any order give the same ids on every machine.
 */
export function buildVocabulary(
  texts: Iterable<readonly string[]>,
  { minCount = 1, maxSize = Number.POSITIVE_INFINITY }: VocabularySettings = {},
): Vocabulary {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of text) counts.set(word, (counts.get(word) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= minCount);
  kept.sort(([one, oneCount], [other, otherCount]) => otherCount - oneCount || compareCodePoints(one, other));
  return vocabularyOf(kept.slice(0, maxSize).map(([word]) => word));
}

/** Order of code points. JavaScript's own `<` goes by UTF-16 units, which puts emoji before the letters from U+E000 on. */
export function compareCodePoints(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index += 1) {
    const [unit, otherUnit] = [one.charCodeAt(index), other.charCodeAt(index)];
    if (unit !== otherUnit) return surrogatesLast(unit) - surrogatesLast(otherUnit);
  }
  return one.length - other.length;
}

const surrogatesLast = (unit: number): number => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit);
