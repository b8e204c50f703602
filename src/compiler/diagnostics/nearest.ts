import type { More, Span } from './diagnostic.ts';

/** Edits (insert, delete, replace, swap neighbours) that turn one word into the other. */
export function distance(one: string, other: string): number {
  const rows: number[][] = Array.from({ length: one.length + 1 }, (_, row) =>
    Array.from({ length: other.length + 1 }, (_, column) => (row === 0 ? column : column === 0 ? row : 0)),
  );
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= one.length; row += 1) {
    for (let column = 1; column <= other.length; column += 1) {
      const cost = one[row - 1] === other[column - 1] ? 0 : 1;
      let best = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + cost);
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1])
        best = Math.min(best, at(row - 2, column - 2) + 1);
      (rows[row] as number[])[column] = best;
    }
  }
  return at(one.length, other.length);
}

/** The candidate that was probably meant: fewer edits than half the word, and fewer than four. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.min(4, Math.max(2, Math.ceil(word.length / 2)));
  for (const candidate of candidates) {
    const edits = distance(word.toLowerCase(), candidate.toLowerCase());
    // Where every letter differs, nothing was meant.
    if (edits < bestDistance && edits < Math.max(word.length, candidate.length)) [best, bestDistance] = [candidate, edits];
  }
  return best;
}

/**
 * The edit that puts the word that was probably meant in the place of the one that stands there.
 *
 * It is sure where hardly anything else can be meant: one slip in a word of four letters, or two in one of eight, no other candidate as near, and
 * no digit among what differs, for `dense_1` and `dense_2` are two things. Or where it is known that the two words are names of one thing.
 */
export function rewording(
  at: Span,
  word: string,
  meant: string | undefined,
  candidates: Iterable<string>,
  isKnown = false,
): Pick<More, 'fix' | 'sure'> {
  if (meant === undefined) return {};
  return { fix: [{ span: at, text: meant }], sure: isKnown || isSure(word, meant, candidates) };
}

function isSure(word: string, meant: string, candidates: Iterable<string>): boolean {
  const edits = distance(word, meant);
  const most = meant.length < 4 ? 0 : meant.length < 8 ? 1 : 2;
  if (edits > most || digitsOf(word) !== digitsOf(meant)) return false;
  for (const other of candidates) if (other !== meant && distance(word, other) <= edits) return false;
  return true;
}

const digitsOf = (word: string): string => word.replace(/\D/g, '');
