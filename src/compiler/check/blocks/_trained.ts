import type { Dataset, Encoder, Head } from '../model.ts';

/** What is trained: the parts of a spec that rules of `train` look at. */
export interface Trained {
  readonly heads: ReadonlyMap<string, Head>;
  readonly encoders: ReadonlyMap<string, Encoder>;
  /** The data set of the heads, if one checked out. */
  readonly dataset: Dataset | null;
}
