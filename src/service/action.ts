import type { Diagnostic, TextEdit } from '../compiler/diagnostics/diagnostic.ts';
import type { Snapshot } from './snapshot.ts';

/** A change of the spec that somebody may choose. */
export interface Action {
  readonly title: string;
  readonly kind: 'quickfix' | 'refactor.extract' | 'refactor.rewrite' | 'source.fixAll';
  readonly edits: readonly TextEdit[];
  /** The mistake that it mends. */
  readonly diagnostic?: Diagnostic;
  /** Whether it may be applied without looking. */
  readonly isSure?: boolean;
}

/** Actions for a selection; an empty one is a cursor. */
export type ActionSource = (snapshot: Snapshot, start: number, end: number, mistakes: readonly Diagnostic[]) => readonly Action[];
