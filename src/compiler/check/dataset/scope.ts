import type { Read } from '../model.ts';

/** What the lines of a data set see of it. */
export interface DatasetScope {
  readonly dataset: string;
  readonly reads: readonly Read[];
}
