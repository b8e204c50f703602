import type { Read } from '../compiler/check/model.ts';

/** One column of a file that a spec reads. */
export interface DataColumn {
  /** Name in the header; `null` where columns have numbers only. */
  readonly name: string | null;
  /** Position from 0. */
  readonly position: number;
  /** Some of its different values, as they stand in the first rows. */
  readonly values: readonly string[];
}

export interface DataEntry {
  /** Relative to the data root, with `/`; a folder ends with it. */
  readonly path: string;
  readonly isFolder: boolean;
}

/**
 * What the service may ask of the files around a spec. The service itself opens nothing: a server supplies this, and tests write it down.
 *
 * Neither function throws: what is not there, or cannot be read, is `null` or an empty list.
 */
export interface DataFiles {
  /** Columns of what a spec reads. `splitNames` fill `{split}` in its path. */
  readonly columns: (read: Read, splitNames: readonly string[]) => readonly DataColumn[] | null;
  /** Files and folders in a folder of the data root (`''`, `'mosi/'`). */
  readonly list: (folder: string) => readonly DataEntry[];
}

export const noData: DataFiles = { columns: () => null, list: () => [] };
