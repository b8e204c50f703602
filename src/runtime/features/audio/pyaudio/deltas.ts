/** Appends to each row its difference from the row before, 0 in the first: [frames, width] becomes [frames, 2 width], both row-major. */
export function withDeltas(rows: Float64Array, width: number): Float64Array {
  const result = new Float64Array(rows.length * 2);
  for (let at = 0, to = 0; at < rows.length; at += width, to += 2 * width) {
    for (let column = 0; column < width; column++) {
      result[to + column] = rows[at + column]!;
      result[to + width + column] = at === 0 ? 0 : rows[at + column]! - rows[at - width + column]!;
    }
  }
  return result;
}
