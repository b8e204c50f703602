import { nearest } from '../../../compiler/diagnostics/nearest.ts';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';

/** A column by the name in the header, or by its position from 0. Without a header the names are the positions: `'0'`, `'1'`, … */
export type ColumnName = string | number;

/** Rows of one file, kept by column. Whatever it was read from, it answers the same questions. */
export interface Table {
  /** The file, as the user names it. */
  readonly file: string;
  /** Names of the columns from left to right, without blanks round them. Names are case-sensitive; an unnamed column is called `''`. */
  readonly names: readonly string[];
  readonly rowCount: number;
  /** For each row the line of the file on which it begins, from 1. A quoted field may hold line breaks, so a row may take several lines. */
  readonly lines: Uint32Array;
  /** Texts of one column, one a row, letter by letter as in the file. Made anew by each call. Throws a `Failure` for an unknown column. */
  column(column: ColumnName): readonly string[];
  /**
   * Numbers of the columns `from` to `to`, both included: 32-bit floats, row-major `[rowCount, to - from + 1]`.
   *
   * Every one is checked: a text that is no decimal, nothing at all, NaN, an infinity or more than 3.4e38 is a `Failure` that names line and column.
   */
  numbers(from: ColumnName, to?: ColumnName): Float32Array;
}

/** What every kind of table shares: names, and finding a column by them. */
export abstract class NamedColumns {
  readonly file: string;
  readonly names: readonly string[];

  constructor(file: string, names: readonly string[]) {
    this.file = file;
    this.names = names;
  }

  /** Position of a column. Throws E0617 with the nearest name, or E0618 for a position outside the table. */
  protected positionOf(column: ColumnName): number {
    const { file, names } = this;
    if (typeof column === 'number') {
      if (Number.isInteger(column) && column >= 0 && column < names.length) return column;
      throw new Failure(report.columnOutOfRange({ file }, { file, column, last: names.length - 1 }));
    }
    const position = names.indexOf(column);
    if (position >= 0) return position;
    throw new Failure(
      report.missingColumn(
        { file, column },
        { file, column, columns: listed(names), nearest: nearest(column, names), ...otherSeparator(names, file) },
      ),
    );
  }

  /** First and last position of a range of columns. */
  protected rangeOf(from: ColumnName, to: ColumnName): readonly [first: number, last: number] {
    const [first, last] = [this.positionOf(from), this.positionOf(to)];
    if (first > last) {
      const { file } = this;
      throw new Failure(report.reversedColumns({ file, column: from }, { file, from, to, first, last }));
    }
    return [first, last];
  }
}

/** Names from a header on `line`. Throws E0619 where a name stands twice; several columns without any name are fine. */
export function checkedNames(file: string, line: number, header: readonly string[]): readonly string[] {
  const names = header.map((name) => name.trim());
  const firsts = new Map<string, number>();
  for (const [second, name] of names.entries()) {
    const first = firsts.get(name);
    if (first !== undefined && name !== '') {
      throw new Failure(report.duplicateColumn({ file, line, column: name }, { file, line, column: name, first, second }));
    }
    firsts.set(name, second);
  }
  return names;
}

/** Names of a table without a header: the positions. */
export const numberedNames = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, position) => String(position));

/** A table of one column in whose name another separator stands was cut at the wrong character. */
function otherSeparator(names: readonly string[], file: string): { readonly separator?: string; readonly instead?: string } {
  const [only = ''] = names;
  if (names.length > 1) return {};
  if (only.includes('\t')) return { separator: 'tabs', instead: `tsv("${file}")` };
  const sign = [';', '|', ','].find((candidate) => only.includes(candidate));
  return sign === undefined ? {} : { separator: `\`${sign}\``, instead: `csv("${file}", separator = "${sign}")` };
}

/** `5 columns: a, b, c, …` for a message. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => (name === '' ? '(unnamed)' : name.replaceAll('\t', '\\t')));
  const rest = names.length > shown.length ? ', …' : '';
  return `${names.length === 1 ? '1 column' : `${names.length} columns`}: ${shown.join(', ')}${rest}`;
}
