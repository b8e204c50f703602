/** Lines are broken where they would be longer, in columns. */
export const lineWidth = 100;

/** Columns by which a body or a broken bracket is indented. */
export const indentWidth = 2;

/** Where a comment behind code begins (0-based), unless the code reaches further. */
export const commentColumn = 60;

/**
 * Columns that the first word of a line takes in the body of a block.
 *
 * They are constants, not the longest word of this spec: so the lines of a block stand in columns, and yet adding, removing or renaming
 * one never moves another. A longer word moves its own line only.
 */
export const firstWordWidths: ReadonlyMap<string, number> = new Map([
  ['experiment', 'protocol'.length],
  ['dataset', 'number'.length],
  ['train', 'optimizer'.length],
]);

/** The column in which the second word of a line stands, in the body of some blocks. */
export interface Column {
  readonly width: number;
  /** The group of the body: on one line there are no columns. */
  readonly body: symbol;
}
