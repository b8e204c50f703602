import type { IToken } from 'chevrotain';
import type { Dataset } from '../../compiler/check/model.ts';
import type { DataFiles } from '../data.ts';
import type { Snapshot } from '../snapshot.ts';

/** What the rules of completion know of the place that they complete. */
export interface Scope {
  readonly snapshot: Snapshot;
  readonly data: DataFiles;
  /** The lines that open the bodies around the cursor, from the outermost to the innermost, each without its brace. */
  readonly heads: readonly (readonly IToken[])[];
  /** The end of what is written before the cursor, as an offset of the snapshot. */
  readonly offset: number;
  /** Words that open the statements which the innermost body already has, and the names of its settings. */
  readonly present: ReadonlySet<string>;
}

/** The word that follows the first of these words in a line: of `head mood from fused` the one behind `from` is `fused`. */
export const wordAfter = (head: readonly IToken[], ...words: readonly string[]): string | null =>
  head[head.findIndex(({ image }) => words.includes(image)) + 1]?.image ?? null;

/** The data set whose body the cursor is in, if it is in one. */
export function datasetAround({ heads, snapshot }: Scope): Dataset | null {
  const [outermost] = heads;
  const isDataset = outermost?.[0]?.image === 'dataset';
  return isDataset ? (snapshot.parts.datasets.get(outermost?.[1]?.image ?? '') ?? null) : null;
}
