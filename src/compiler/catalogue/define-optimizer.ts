import type { Schema } from './schema.ts';

/** An update rule as the language knows it; its arithmetic is the rule of the same name in `src/runtime/kernels/optimizers`. */
export interface OptimizerKind {
  readonly name: string;
  readonly doc: string;
  readonly example: string;
  /** The first positional parameter is `rate`. Every other number and flag reaches the rule under its own name. */
  readonly schema: Schema;
  /** Float32 slots a parameter: 2 for Adam. Decides the memory in `plan`. */
  readonly slots: (settings: Readonly<Record<string, unknown>>) => number;
}

export const defineOptimizer = (optimizer: OptimizerKind): OptimizerKind => optimizer;
