import type { Settings } from '../../../compiler/catalogue/schema.ts';
import type { Source } from '../source.ts';

/** What a reader is told beside its settings. */
export interface ReadContext {
  /** Name of the read in the spec. */
  readonly name: string;
  /** Folder that relative paths are resolved against. */
  readonly dataRoot: string;
  /** Names for `{split}` in a path, in the order of the spec; empty unless the data set is split by file. */
  readonly splitNames: readonly string[];
}

/** Opens the rows of one `read`; found by the name that the spec calls it by. */
export interface Reader {
  readonly name: string;
  readonly open: (settings: Settings, context: ReadContext) => Source;
}

export const defineReader = (reader: Reader): Reader => reader;
