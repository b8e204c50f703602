/**
 * Where the fields of a file lie: byte offsets, eight bytes a field, and no string before somebody asks for one.
 *
 * `starts[i]` and `ends[i]` enclose field i of a row-major table, without its quotes.
 */
export interface Cells {
  readonly text: Buffer;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Line of each row, from 1. */
  readonly lines: Uint32Array;
  readonly width: number;
}

/** A list of offsets that grows by doubling. */
export class Offsets {
  private offsets: Uint32Array;
  count = 0;

  constructor(capacity: number) {
    this.offsets = new Uint32Array(Math.max(16, capacity));
  }

  push(offset: number): void {
    if (this.count === this.offsets.length) {
      const grown = new Uint32Array(this.count * 2);
      grown.set(this.offsets);
      this.offsets = grown;
    }
    this.offsets[this.count] = offset;
    this.count += 1;
  }

  /** All offsets from number `from` on, in memory of just their size. */
  taken(from = 0): Uint32Array {
    return this.offsets.slice(from, this.count);
  }
}
