import type { Bindings } from '../../src/compiler/graph/dimension.ts';
import type { Program } from '../../src/compiler/program.ts';
import type { Batch, TrainingState } from '../../src/runtime/engines/engine.ts';

/** What a case trains: the same batch again and again. */
export interface CaseParts {
  readonly program: Program;
  readonly batch: Batch;
  readonly start: TrainingState;
  readonly limits: Bindings;
}

/** One row of the benchmark: a training step of emoc against the same step of PyTorch. */
export interface BenchCase {
  readonly name: string;
  /** Net, sizes and what is special, for people. */
  readonly summary: string;
  /** A step of emoc may take at most this share of the best PyTorch step. */
  readonly target: number;
  readonly peer: {
    /** Class of peer.py that builds the net. */
    readonly net: string;
    /** Parameters and fields of the program by the names peer.py has for them. */
    readonly names: Readonly<Record<string, string>>;
    /** Ways of running it in PyTorch, of which the fastest counts. */
    readonly variants: readonly string[];
    /** Order in which the program keeps the gates of a recurrence. */
    readonly gates?: string;
  };
  /** Without a batch size: the case's own. */
  readonly make: (batchSize?: number) => CaseParts;
}

/** Declares a case. */
export const defineCase = (one: BenchCase): BenchCase => one;
