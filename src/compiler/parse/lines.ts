/** Where the lines of a text begin. */
export interface Lines {
  /** Offset of the first character of the line that holds `offset`. */
  startOf(offset: number): number;
  /** Offset of the first character of the line that is not a blank; at most `offset` for the line that holds it. */
  indentEndOf(offset: number): number;
}

export function readLines(text: string): Lines {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);

  const startOf = (offset: number): number => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return starts[low] as number;
  };

  const isBlank = (offset: number): boolean => ' \t\r\u00A0\uFEFF'.includes(text[offset] ?? 'x');

  return {
    startOf,
    indentEndOf(offset) {
      let end = startOf(offset);
      while (end < offset && isBlank(end)) end += 1;
      return end;
    },
  };
}
