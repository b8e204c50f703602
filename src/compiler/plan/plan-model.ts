import type { Dimension } from '../graph/dimension.ts';
import type { Amount } from './amount.ts';

/**
 * What a spec is going to do, as data: every default resolved, every shape, what it costs. Nothing in it needs a function to be read.
 *
 * Parameters and shapes are exact. Operations and activations are estimates: see `Cost` and `PlannedMemory`. A number that depends on sizes
 * which only the data tells (the words of a vocabulary, the longest clip) is an `Amount` in these sizes until facts give them.
 */
export interface Plan {
  readonly formatVersion: 1;
  readonly experiment: {
    readonly name: string;
    readonly doc: string | null;
    readonly seed: number;
    /** `let` constants by name, in the order of the spec. */
    readonly constants: Readonly<Record<string, number>>;
  };
  /** Sizes that shapes speak of: `B`, `T_words`, `V_words`. */
  readonly symbols: readonly PlannedSymbol[];
  readonly datasets: readonly PlannedDataset[];
  /** Encoders, fusions and heads, in this order. */
  readonly declarations: readonly PlannedDeclaration[];
  readonly loss: PlannedLoss;
  readonly train: PlannedTraining;
  readonly totals: Totals;
  readonly memory: PlannedMemory;
}

export interface PlannedSymbol {
  readonly name: string;
  readonly meaning: string;
  /** The size that costs are computed with; `null` where nothing tells it yet. */
  readonly size: number | null;
  /** Who says so: the spec (the batch, or the longest that `words` or `fit` lets through), or the data. */
  readonly from: 'spec' | 'data' | null;
}

/** A setting with the value it has. `isDefault`: the value is the one it has when nothing is written. */
export interface PlannedSetting {
  readonly name: string;
  /** As a spec writes it: `50 ms`, `30%`, `relu`; `none` where nothing is set. */
  readonly text: string;
  readonly isDefault: boolean;
}

export interface PlannedDataset {
  readonly name: string;
  readonly reads: readonly { readonly name: string; readonly reader: string; readonly settings: readonly PlannedSetting[] }[];
  /** As a spec writes them: `transcripts on row = index.column(0)`. */
  readonly joins: readonly string[];
  readonly columns: readonly PlannedColumn[];
  /** As a spec writes it: `80% / 10% / 10% by speaker`. */
  readonly split: string;
  readonly holdout: string | null;
  /** Rows of each side, where facts know them. */
  readonly rows: { readonly train: number; readonly validation: number; readonly test: number } | null;
}

export interface PlannedColumn {
  readonly kind: string;
  readonly name: string;
  /** Where it comes from: `words.columns(0..99)`. */
  readonly source: string;
  /** Type of an encoder's input (`vec[100]`), labels (`negative | positive`), or the range of a number (`1..5`); `null` for none of these. */
  readonly type: string | null;
}

export interface PlannedDeclaration {
  readonly kind: 'encoder' | 'fusion' | 'head';
  readonly name: string;
  /** The column (`mosi.said`), or the names of encoders and fusions. */
  readonly from: readonly string[];
  /** What a head is compared with, and the metrics that judge it. */
  readonly target: string | null;
  readonly protocol: string | null;
  /** In the order of the data's way; a fusion's kind is its first, a head's its last. */
  readonly steps: readonly PlannedStep[];
  readonly output: string;
  readonly shape: readonly Dimension[];
  readonly cost: Cost;
}

export interface PlannedStep {
  /** Unique in its declaration: `dense_1`. */
  readonly name: string;
  readonly kind: string;
  /** `data` is computed once, before training, and cached; `graph` is part of every training step. */
  readonly runs: 'data' | 'graph';
  readonly settings: readonly PlannedSetting[];
  readonly input: string;
  readonly output: string;
  /** Shape in the graph; `null` for what never gets there: results of a front end before its last. */
  readonly shape: readonly Dimension[] | null;
  readonly cost: Cost;
}

export interface Cost {
  /** Numbers that are learnt or kept (a frozen table counts, running statistics do not). */
  readonly parameters: Amount;
  /**
   * Floating-point operations a sample in a training step: an estimate. A multiply-add counts 2, a move 0, a transcendental function 1; sequences
   * are as long as `symbols` says; what two declarations share is counted where it is computed.
   */
  readonly forwardFlops: Amount;
  readonly backwardFlops: Amount;
}

export interface PlannedLoss {
  /** Coefficients with all constants put in: `0.4 * mse(valence) + 0.6 * huber(arousal, delta = 1)`. */
  readonly expression: string;
  /** Penalties on weights, added to the gradient by the update. */
  readonly penalties: readonly { readonly l2: number; readonly parameter: string }[];
  readonly cost: Cost;
}

export interface PlannedTraining {
  readonly optimizer: string;
  readonly optimizerSettings: readonly PlannedSetting[];
  /** Factors of the learning rate, each as a spec writes it; none for a constant rate. */
  readonly schedules: readonly string[];
  /** Batch, epochs, clipping, bucketing, patience, and what chooses the best epoch. */
  readonly settings: readonly PlannedSetting[];
  /** Where facts know the number of training rows. The last batch of an epoch may be smaller; early stopping may end the run sooner. */
  readonly stepsPerEpoch: number | null;
  readonly mostSteps: number | null;
}

export interface Totals extends Cost {
  readonly trainedParameters: Amount;
  /** Operations a sample of the model as used after training: without dropout, loss and gradients. */
  readonly inferenceFlops: Amount;
}

/** Bytes; `f32` and `i32` take 4 each. Alignment adds up to 60 bytes a tensor. */
export interface PlannedMemory {
  readonly parameters: Amount;
  readonly buffers: Amount;
  /** Of parameters with dense gradients; those of tables that are updated row by row count as activations. */
  readonly gradients: Amount;
  readonly optimizerSlots: number;
  readonly optimizer: Amount;
  /** What a batch brings: features, masks, truths. */
  readonly batch: Amount;
  /** Estimate: the most bytes alive at once in a training step. `null` until all sizes are known. */
  readonly activations: number | null;
  readonly total: Amount | null;
}
