import { isAscii } from 'node:buffer';
import { float32At } from '../../numbers/decimal.ts';
import type { Cells } from './cells.ts';
import { numberFailure } from './number-failures.ts';
import { type ColumnName, NamedColumns, type Table } from './table.ts';

const quote = 34;

/** The text of field `index`. Inside quotes two quotes mean one; a field was quoted if a quote stands before it. */
export function cellText({ text, starts, ends }: Cells, index: number, isQuoted: boolean, isPlain: boolean): string {
  const start = starts[index] as number;
  const end = ends[index] as number;
  const cell = isPlain ? text.toString('latin1', start, end) : text.toString('utf8', start, end);
  return isQuoted && text[start - 1] === quote ? cell.replaceAll('""', '"') : cell;
}

/** A table over the bytes of its file. Strings and numbers are made when a column is asked for. */
export class CellTable extends NamedColumns implements Table {
  readonly rowCount: number;
  readonly lines: Uint32Array;
  private readonly cells: Cells;
  private readonly isQuoted: boolean;
  /** ASCII text is made into strings three times as fast as other UTF-8. */
  private readonly isPlain: boolean;

  constructor(file: string, names: readonly string[], cells: Cells, isQuoted: boolean) {
    super(file, names);
    this.cells = cells;
    this.lines = cells.lines;
    this.rowCount = cells.lines.length;
    this.isQuoted = isQuoted;
    this.isPlain = isAscii(cells.text);
  }

  column(column: ColumnName): readonly string[] {
    const position = this.positionOf(column);
    const textAt = (row: number): string => cellText(this.cells, row * this.cells.width + position, this.isQuoted, this.isPlain);
    return Array.from({ length: this.rowCount }, (_, row) => textAt(row));
  }

  numbers(from: ColumnName, to: ColumnName = from): Float32Array {
    const [first, last] = this.rangeOf(from, to);
    const { text, starts, ends, width } = this.cells;
    const numbers = new Float32Array(this.rowCount * (last - first + 1));
    let next = 0;
    for (let row = 0; row < this.rowCount; row += 1) {
      for (let cell = row * width + first; cell <= row * width + last; cell += 1) {
        let start = starts[cell] as number;
        let end = ends[cell] as number;
        while (start < end && isBlank(text[start] as number)) start += 1;
        while (end > start && isBlank(text[end - 1] as number)) end -= 1;
        const value = float32At(text, start, end);
        if (!Number.isFinite(value)) throw this.failure(row, cell - row * width);
        numbers[next] = value;
        next += 1;
      }
    }
    return numbers;
  }

  private failure(row: number, position: number): Error {
    const found = cellText(this.cells, row * this.cells.width + position, this.isQuoted, false);
    const name = this.names[position] as string;
    return numberFailure(this.file, this.lines[row] as number, name === '' ? String(position) : name, found);
  }
}

const isBlank = (byte: number): boolean => byte === 32 || byte === 9;
