import type { DataPlace } from '../../compiler/diagnostics/diagnostic.ts';
import type { Audio } from './audio/audio.ts';
import type { ColumnName } from './tables/table.ts';

/** Any array of numbers that data is held in. */
export type NumberData =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

/** Numbers of one array, row-major. The first axis counts rows. */
export interface RowArray {
  readonly shape: readonly number[];
  readonly data: NumberData;
}

/** Where a row stands: its file and its line, or its number in an array, from 1. */
export type RowPlace = DataPlace & { readonly line: number };

/**
 * Rows that a reader opened, possibly from several files one after the other, with one set of columns.
 *
 * Texts and numbers are made when they are asked for. Every method throws a `Failure` for a column that is not there or is of another kind.
 */
export interface Source {
  /** Name of the read in the spec. */
  readonly name: string;
  readonly files: readonly SourceFile[];
  readonly rowCount: number;
  /** Names of the columns by their position; only of tables with a header. */
  readonly names?: readonly string[] | undefined;
  /** Texts of one column, one a row. */
  text(column: ColumnName): readonly string[];
  /** Numbers of one column in double precision, each finite. */
  values(column: ColumnName): Float64Array;
  /** Numbers of the columns `from` to `to`, both included, row-major [rowCount, to - from + 1], each finite. */
  numbers(from: ColumnName, to: ColumnName): Float32Array;
  /** A whole array, its first axis the rows. Numbers that are not finite are possible; 8-bit data stays 8-bit. */
  array(column: ColumnName): RowArray;
  /** Sound of one row; only of readers that give sound. */
  audio?(column: ColumnName, row: number): Audio;
  /** Where a row stands, for messages. */
  placeOf(row: number): RowPlace;
  /** Name that filled `{split}` in the path of the row's file; `null` where the path has no `{split}`. */
  splitOf(row: number): string | null;
}

/** One file that was read, as a lockfile pins it. */
export interface SourceFile {
  /** As the user names it. */
  readonly file: string;
  /** Content hash, 64 hexadecimal digits. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** The rows of one file; `Source` is one or more of them. */
export interface Part {
  readonly file: string;
  readonly rowCount: number;
  /** As in `Source`. */
  readonly names?: readonly string[] | undefined;
  text(column: ColumnName): readonly string[];
  values(column: ColumnName): Float64Array;
  numbers(from: ColumnName, to: ColumnName): Float32Array;
  array(column: ColumnName): RowArray;
  /** Line of a row in the file, from 1; of an array its row, from 1. */
  lineOf(row: number): number;
}
