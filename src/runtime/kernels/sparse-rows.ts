import type { Kernels, Offset } from './load-kernels.ts';

/** Gradients of a table's rows, one for each token: ids i32 [count], rows f32 [count, width]. Id 0 is padding and has no gradient. */
export interface TokenGradient {
  readonly form: 'tokens';
  readonly ids: Offset;
  readonly rows: Offset;
  readonly count: number;
}

/** Gradients of a table's rows as one row a sample, scaled for each token: ids i32 and scales f32 [batch, length], rows f32 [batch, width]. */
export interface OuterGradient {
  readonly form: 'outer';
  readonly ids: Offset;
  readonly scales: Offset;
  readonly rows: Offset;
  readonly batch: number;
  readonly length: number;
}

export type SparseGradient = TokenGradient | OuterGradient;

/** A table and the room for the rows of it that a batch touches. */
export interface RowScratch {
  readonly width: number;
  readonly vocabulary: number;
  /** i32 [vocabulary], all zero before and after `accumulateRows`. */
  readonly marks: Offset;
  /** i32, room for as many ids as all gradients have tokens, or for the vocabulary if that is smaller. */
  readonly touched: Offset;
  /** f32, the same number of rows. */
  readonly sums: Offset;
}

/**
 * Sums all gradients of one table by row: the distinct ids at `scratch.touched` in the order in which they are first met, their sums at
 * `scratch.sums`. Gives the number of touched rows. The order of summation is that of the tokens, so the result is the same every time.
 *
 * An id outside the table throws, since writing there would overwrite other tensors.
 */
export function accumulateRows(kernels: Kernels, gradients: readonly SparseGradient[], scratch: RowScratch): number {
  const { width, vocabulary, marks, touched, sums } = scratch;
  let found = 0;
  for (const gradient of gradients) {
    const { ids, rows } = gradient;
    const next =
      gradient.form === 'tokens'
        ? kernels.accumulateTokens(ids, rows, gradient.count, width, vocabulary, marks, touched, sums, found)
        : kernels.accumulateOuter(
            ids,
            gradient.scales,
            rows,
            gradient.batch,
            gradient.length,
            width,
            vocabulary,
            marks,
            touched,
            sums,
            found,
          );
    if (next < 0) throw new Error(`a row id is outside 0..${vocabulary - 1} (a bug of emoc)`);
    found = next;
  }
  kernels.releaseMarks(marks, touched, found);
  return found;
}
