/** One row of two lists side by side: an item of each, or of one alone. */
export interface Aligned<Item> {
  readonly before: Item | null;
  readonly after: Item | null;
}

/**
 * Puts two lists side by side so that the sum of the likenesses of the pairs is greatest, without changing an order: a longest common subsequence
 * with weights. Items whose likeness is 0 are never a pair.
 */
export function align<Item>(
  before: readonly Item[],
  after: readonly Item[],
  likeness: (one: Item, other: Item) => number,
): Aligned<Item>[] {
  const [rows, columns] = [before.length, after.length];
  // best[i][j]: of the items from i and from j on.
  const best: number[][] = Array.from({ length: rows + 1 }, () => new Array<number>(columns + 1).fill(0));
  const at = (i: number, j: number): number => best[i]?.[j] ?? 0;
  const pair = (i: number, j: number): number => {
    const like = likeness(before[i] as Item, after[j] as Item);
    return like > 0 ? like + at(i + 1, j + 1) : 0;
  };
  for (let i = rows - 1; i >= 0; i -= 1)
    for (let j = columns - 1; j >= 0; j -= 1) (best[i] as number[])[j] = Math.max(pair(i, j), at(i + 1, j), at(i, j + 1));
  const aligned: Aligned<Item>[] = [];
  let [i, j] = [0, 0];
  while (i < rows || j < columns) {
    if (i < rows && j < columns && pair(i, j) > 0 && at(i, j) === pair(i, j)) {
      aligned.push({ before: before[i] as Item, after: after[j] as Item });
      i += 1;
      j += 1;
    } else if (j >= columns || (i < rows && at(i, j) === at(i + 1, j))) {
      aligned.push({ before: before[i] as Item, after: null });
      i += 1;
    } else {
      aligned.push({ before: null, after: after[j] as Item });
      j += 1;
    }
  }
  return aligned;
}

/** Items of both lists by a key, in the order of the newer list; what is gone stands behind what stood before it. */
export function alignByKey<Item>(
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item) => string,
): Aligned<Item>[] {
  const older = new Map(before.map((item) => [keyOf(item), item]));
  const kept = new Set(after.map(keyOf));
  const aligned: Aligned<Item>[] = after.map((item) => ({ before: older.get(keyOf(item)) ?? null, after: item }));
  for (const [index, item] of before.entries()) {
    if (kept.has(keyOf(item))) continue;
    const earlier = before[index - 1];
    const place = earlier === undefined ? -1 : aligned.findIndex((row) => row.before === earlier);
    aligned.splice(place + 1, 0, { before: item, after: null });
  }
  return aligned;
}
