/** A place in a text as editors count: line and column from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Lines of a text, and where each offset stands in them. A line ends with LF, CR LF or CR. */
export class LineMap {
  readonly lines: readonly string[];
  readonly #starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
    this.#starts = starts;
    this.lines = starts.map((start, index) => text.slice(start, starts[index + 1]).replace(/[\r\n]+$/, ''));
  }

  /** The position of an offset; beyond the end it is that of the end. */
  at(offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    const column = offset - (this.#starts[low] as number);
    // Between CR and LF, or past the end: the end of the line is meant.
    return { line: low + 1, column: Math.min(column, (this.lines[low] as string).length) + 1 };
  }
}
