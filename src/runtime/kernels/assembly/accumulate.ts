import { idAt, load, store, wholeBytes } from './lanes';

const PADDING: u32 = 0;
const OUT_OF_RANGE: i32 = -1;

@inline
function addAt<W>(sum: usize, row: usize, i: usize, factor: v128, isFirst: bool): void {
  const part = f32x4.mul(factor, load<W>(row + i));
  store<W>(sum + i, isFirst ? part : f32x4.add(load<W>(sum + i), part));
}

/** Adds `factor * row` to the sum of `id`, which takes the next place when it is met first. Gives the number of places taken. */
function add(id: u32, row: usize, factor: f32, width: usize, marks: usize, touched: usize, sums: usize, rowCount: u32): u32 {
  const mark = marks + (<usize>id << 2);
  let place = <u32>i32.load(mark);
  const isFirst = place == 0;
  if (isFirst) {
    i32.store(touched + (<usize>rowCount << 2), id);
    place = ++rowCount;
    i32.store(mark, place);
  }
  const sum = sums + <usize>(place - 1) * (width << 2);
  const factors = f32x4.splat(factor), whole = wholeBytes(width), bytes = width << 2;
  let i: usize = 0;
  for (; i < whole; i += 16) addAt<v128>(sum, row, i, factors, isFirst);
  for (; i < bytes; i += 4) addAt<f32>(sum, row, i, factors, isFirst);
  return rowCount;
}

/**
 * Sums the gradient rows of equal ids, in the order of their tokens.
 *
 * `ids` are i32 [tokenCount], `rows` are f32 [tokenCount, width]; id 0 is padding and skipped. `marks` i32 [vocabulary] must be zero
 * before the first call. The distinct ids go to `touched` and their sums to `sums`, behind the first `rowCount` that an earlier call
 * has put there for another place that reads the same table. Gives the new number of distinct ids, or -1 when an id is negative or not
 * below `vocabulary`; after the last call `releaseMarks` restores the zeros.
 */
export function accumulateTokens(ids: usize, rows: usize, tokenCount: usize, width: usize, vocabulary: u32, marks: usize, touched: usize, sums: usize, rowCount: u32): i32 {
  const rowBytes = width << 2;
  for (let token: usize = 0; token < tokenCount; token++) {
    const id = idAt(ids, token);
    if (id == PADDING) continue;
    if (id >= vocabulary) return OUT_OF_RANGE;
    rowCount = add(id, rows + token * rowBytes, 1, width, marks, touched, sums, rowCount);
  }
  return rowCount;
}

/**
 * As `accumulateTokens` for gradients that are one row a sample, scaled for each token: the row of token `t` of sample `b` is
 * `scales[b, t] * rows[b]`. `ids` are i32 and `scales` f32 [batch, length], `rows` f32 [batch, width]. What pooling over tokens gives,
 * without writing out [batch, length, width].
 */
export function accumulateOuter(ids: usize, scales: usize, rows: usize, batch: usize, length: usize, width: usize, vocabulary: u32, marks: usize, touched: usize, sums: usize, rowCount: u32): i32 {
  const rowBytes = width << 2;
  for (let sample: usize = 0; sample < batch; sample++) {
    const row = rows + sample * rowBytes;
    for (let token = sample * length, end = token + length; token < end; token++) {
      const id = idAt(ids, token);
      if (id == PADDING) continue;
      if (id >= vocabulary) return OUT_OF_RANGE;
      rowCount = add(id, row, f32.load(scales + (token << 2)), width, marks, touched, sums, rowCount);
    }
  }
  return rowCount;
}

/** Sets the marks of the touched ids back to zero, whatever the size of the vocabulary. */
export function releaseMarks(marks: usize, touched: usize, rowCount: usize): void {
  for (let k: usize = 0; k < rowCount; k++) i32.store(marks + (<usize>idAt(touched, k) << 2), 0);
}
