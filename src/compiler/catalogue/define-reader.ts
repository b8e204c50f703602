import type { CalledElsewhere, Schema } from './schema.ts';

/** A way to read rows. The runtime's part has the same name, in `src/runtime/data/readers`. */
export interface ReaderKind extends CalledElsewhere {
  readonly name: string;
  readonly doc: string;
  readonly example: string;
  readonly schema: Schema;
  /** Whether its columns have names (beside numbers), numbers only, or are arrays. */
  readonly columns: 'named' | 'numbered' | 'arrays';
}

export const defineReader = (reader: ReaderKind): ReaderKind => reader;
