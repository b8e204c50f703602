import type { ModalityType } from '../../compiler/catalogue/types.ts';
import type { Role } from '../../compiler/check/model.ts';
import type { Bindings } from '../../compiler/graph/dimension.ts';
import type { Fitted } from '../features/define-front-end.ts';
import type { SamplesOf } from './samples.ts';
import type { SourceFile } from './source.ts';

/** Everything a run needs of its data, computed once. */
export interface PreparedData {
  readonly dataset: string;
  /** Sizes that only the data decides and that hold for the whole run: `V_said`, the words of an encoder's vocabulary. */
  readonly symbols: Bindings;
  /** The longest sequence of each encoder over all splits, as `T_said`; encoders whose length is exact have none. */
  readonly limits: Bindings;
  readonly splits: Readonly<Record<Role, SplitData | null>>;
  /** Word vectors that an encoder's `embed` step starts from. Empty where `fitted` was given: then the weights come from a checkpoint. */
  readonly vectors: ReadonlyMap<string, StartVectors>;
  /** Rows of each label in the training split, by classifier. */
  readonly classCounts: ReadonlyMap<string, Int32Array>;
  /** Every file that was read, in the order of the spec. */
  readonly files: readonly SourceFile[];
  /** What front ends learned from the training split, as `ENCODER/STEP`. Given back to `prepareData`, nothing is learned anew. */
  readonly fitted: ReadonlyMap<string, Fitted>;
}

/** Row `id` of `table` [V, width] is the vector of a word: 0 is padding (zeros), 1 the unknown word (the mean of all others), 2 is `words[0]`. */
export interface StartVectors {
  readonly words: readonly string[];
  readonly width: number;
  readonly table: Float32Array;
}

/** One side of the split. Fields are shared between the splits and addressed by row of the data set. */
export interface SplitData {
  readonly role: Role;
  readonly rowCount: number;
  /** Rows of the data set, ascending. */
  readonly rows: Int32Array;
  /** Name of each row for predictions: its `id` column, else its number in the data set. */
  readonly rowIds: readonly string[];
  readonly fields: ReadonlyMap<string, FieldData>;
  /** The truth by head, one a row of this split: label numbers, or values. */
  readonly targets: ReadonlyMap<string, Int32Array | Float64Array>;
  /** Group of each row for statistics over clusters (a speaker, a video); `null` where the data set has no group. */
  readonly groups: readonly string[] | null;
  /** Sizes that hold for every batch. */
  readonly symbols: Bindings;
}

/** What a batch carries for one encoder, for all rows of the data set. */
export interface FieldData {
  readonly samples: SamplesOf<'vec' | 'seq' | 'tokens' | 'image'>;
  /** `vec`, `seq`, `tokens` or `image`: with the symbol or the exact size of a sequence's length. */
  readonly type: ModalityType;
}

/** Names of rows or groups, one a row of a split. */
export const pick = <Item>(items: readonly Item[], rows: Int32Array): Item[] => Array.from(rows, (row) => items[row] as Item);
