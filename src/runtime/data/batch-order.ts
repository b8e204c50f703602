import type { Random } from '../kernels/random.ts';

/** How the rows of a split are dealt into batches. */
export interface OrderOptions {
  /** Rows a batch; the last one may have fewer. */
  readonly size: number;
  /** A stream of this epoch alone: with it the whole order is known, also to a run that resumes in the middle. `null`: the order of the rows. */
  readonly random: Random | null;
  /** Length of each row, where batches are to hold rows of similar length. */
  readonly lengths: Int32Array | null;
}

/** Batches whose rows are sorted together. Larger pools waste less padding, smaller ones are more random. */
const batchesAPool = 50;

/**
 * The rows of each batch, as numbers of rows of the split; every row is in exactly one of them.
 *
 * With lengths, rows are shuffled, cut into pools of 50 batches, sorted by length inside each pool and cut into batches, whose order is shuffled
 * again: so each epoch has other batches, and a batch has little padding. Without `random` there is no bucketing either: the order is the rows'.
 */
export function batchOrder(rowCount: number, { size, random, lengths }: OrderOptions): readonly Int32Array[] {
  const rows = Int32Array.from({ length: rowCount }, (_, row) => row);
  if (random === null) return cut(rows, size);
  random.child('rows').shuffle(rows);
  if (lengths === null) return cut(rows, size);
  const batches = cut(rows, size * batchesAPool).flatMap((pool) => {
    const sorted = pool.sort((one, other) => (lengths[one] as number) - (lengths[other] as number) || one - other);
    return cut(sorted, size);
  });
  return random.child('batches').shuffle(batches);
}

function cut(rows: Int32Array, size: number): Int32Array[] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) => rows.subarray(index * size, (index + 1) * size));
}
