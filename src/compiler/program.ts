import type { Dimension } from './graph/dimension.ts';
import type { Dtype, Graph } from './graph/graph.ts';

/**
 * What the compiler hands to an engine: one spec as graphs, and everything that must exist around them.
 *
 * The graphs read `input` values by name: `fields` come with each batch, `parameters` and `buffers` live in the session.
 */
export interface Program {
  readonly name: string;
  readonly seed: number;
  /** Symbols of the shapes. `maximum` is the longest a length may be; `null` where only the data tells. */
  readonly symbols: readonly SymbolInfo[];
  readonly fields: readonly Field[];
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly Buffer[];
  /**
   * Forward and backward pass of one step. Outputs: `loss` [] and `loss/HEAD` [] each; `gradient/NAME` for every trained parameter with
   * dense gradients; for one with sparse rows either `rows/NAME` [n..., D] and `ids/NAME` [n...] or, for sums of scaled rows,
   * `scaled-rows/NAME` [B, D], `scale/NAME` [B, T] and `ids/NAME` [B, T]; `buffer/NAME` with a buffer's next value.
   */
  readonly training: Graph;
  /** Forward pass as used after training. Outputs: `output/HEAD`: logits [B, K] (K = 1 for two labels) or predictions [B, 1]. */
  readonly inference: Graph;
  /**
   * The loss as a function of the heads' outputs: reads fields `output/HEAD` and the targets of all rows of a split at once. So a loss
   * such as 1 - CCC, which is no mean over samples, is exact on a split of any size. Outputs as in `training`, without gradients.
   */
  readonly loss: Graph;
  readonly optimizer: OptimizerSettings;
}

export interface SymbolInfo {
  readonly name: string;
  readonly meaning: string;
  readonly maximum: number | null;
}

/** An array that comes with each batch. The first axis is `B` unless `isPerRun`: then it is bound once, for the whole run. */
export interface Field {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly Dimension[];
  readonly isPerRun: boolean;
}

export interface Parameter {
  readonly name: string;
  /** May hold symbols that the data decides, as the size of a vocabulary. */
  readonly shape: readonly Dimension[];
  readonly initializer: Initializer;
  /** Penalty `l2 * sum(w^2)` added to the loss: its gradient `2 l2 w` is applied by the update rule. */
  readonly l2: number;
  readonly isTrained: boolean;
  /** Gradients come as rows with their ids (an embedding table). */
  readonly isSparse: boolean;
}

/** How a parameter starts: drawn at random, or from the data. */
export type Initializer =
  | DrawnInitializer
  /** Filled from the front end of the encoder `source`: its file of word vectors. */
  | { readonly kind: 'vectors'; readonly source: string }
  /** All values are the mean of a head's true values on the training split. */
  | { readonly kind: 'targetMean'; readonly head: string };

/** What needs nothing but a shape and a generator. */
export type DrawnInitializer =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'uniform'; readonly limit: number }
  | { readonly kind: 'normal'; readonly standardDeviation: number; readonly isTruncated: boolean }
  | { readonly kind: 'orthogonal'; readonly gain: number }
  /** Columns (last axis) in equal blocks, each with its own start: the gates of a recurrence. */
  | { readonly kind: 'blocks'; readonly blocks: readonly DrawnInitializer[] };

/** A value that training keeps but no gradient changes: running statistics. */
export interface Buffer {
  readonly name: string;
  readonly shape: readonly Dimension[];
  readonly initial: number;
}

export interface OptimizerSettings {
  readonly rule: string;
  /** Learning rate before schedules. */
  readonly rate: number;
  readonly settings: Readonly<Record<string, number | boolean>>;
  readonly clipNorm: number | null;
  readonly clipValue: number | null;
}
