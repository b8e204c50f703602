import type { ModalityType } from '../../catalogue/types.ts';
import type { Span } from '../../diagnostics/diagnostic.ts';

/** Something a head can be made from: an encoder or a fusion that checked out. */
export interface Source {
  readonly name: string;
  readonly dataset: string;
  readonly output: ModalityType;
}

export type FindSource = (name: string) => Source | null;

/** One input of a fusion, and where the spec names it. */
export interface Input {
  readonly source: Source;
  readonly at: Span;
}

/** Under which name it is reported once, whoever asks, that something does not end in a vector. */
export const vectorOf = (source: string): string => `vector of ${source}`;
