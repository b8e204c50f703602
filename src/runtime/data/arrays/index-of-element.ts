/** The index of an element as NumPy writes it, `3, 0, 2`: that of its row, then those on the other axes, for its place in the row. */
export function indexOfElement(row: number, place: number, sizes: readonly number[]): string {
  const indices: number[] = [];
  let rest = place;
  for (const size of [...sizes].reverse()) {
    indices.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return [row, ...indices].join(', ');
}
