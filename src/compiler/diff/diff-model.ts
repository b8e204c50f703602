import type { Amount } from '../plan/amount.ts';

/**
 * What changes between two specs, as data: of what they mean, not of how they are written. `before` is the older of the two.
 *
 * Everything in it comes from the two resolved plans and the two inventories of parameters; nothing is trained and no data is needed.
 */
export interface PlanDiff {
  readonly formatVersion: 1;
  readonly before: DiffSide;
  readonly after: DiffSide;
  /** They mean the same to the letter: a run of the one can be resumed with the other. */
  readonly isSame: boolean;
  /** The specs name different experiments: what is compared are two models, not two states of one. */
  readonly isOtherExperiment: boolean;
  /** What the change is about, the weightiest first; none where nothing differs. */
  readonly classes: readonly ChangeClass[];
  readonly experiment: readonly Change[];
  /** Data sets: reads, columns, splits. Paths begin with the name of the data set. */
  readonly data: readonly Change[];
  readonly declarations: readonly DeclarationDiff[];
  readonly loss: readonly Change[];
  readonly train: readonly Change[];
  readonly costs: Costs;
  readonly results: Comparability;
  readonly checkpoints: CheckpointDiff;
}

export interface DiffSide {
  /** As the user named it: `main:specs/vad.emo`. */
  readonly name: string;
  readonly experiment: string;
}

/**
 * - `data`: other rows, labels or sides of the split; figures on them mean something else.
 * - `architecture`: other parameters; weights of the one do not fit the other.
 * - `result`: training or the model's functions differ; weights fit.
 */
export type ChangeClass = 'data' | 'architecture' | 'result';

/** `+` is new, `-` is gone, `~` is changed in place. */
export type Sign = '+' | '-' | '~';

/** One setting, or one thing that has no parts. `before` of what is new and `after` of what is gone are `null`. */
export interface Change {
  readonly sign: Sign;
  /** `train.batch`, `mosi.split`, `width` within a step. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Both sides of a value that is there whether it changed or not; `null` on the side that has no such thing. */
export interface Pair<Value> {
  readonly before: Value | null;
  readonly after: Value | null;
}

/** `=`: the same on both sides, costs and shapes included. */
export type RowSign = Sign | '=';

export interface DeclarationDiff {
  readonly sign: RowSign;
  readonly kind: 'encoder' | 'fusion' | 'head';
  readonly name: string;
  /** Where it comes from, what it is compared with, what judges it. */
  readonly changes: readonly Change[];
  /** In the order of the newer spec; what is gone stands where it was. */
  readonly steps: readonly StepDiff[];
  readonly output: Pair<string>;
  readonly parameters: Pair<Amount>;
  /** Operations a sample in a training step, forward. */
  readonly forwardFlops: Pair<Amount>;
}

export interface StepDiff {
  readonly sign: RowSign;
  readonly kind: string;
  /** `data` is computed once, before training; it costs nothing in a step. */
  readonly runs: 'data' | 'graph';
  /** `dense_1`; the names differ where a step of the kind was put before it. */
  readonly name: Pair<string>;
  readonly changes: readonly Change[];
  readonly output: Pair<string>;
  readonly parameters: Pair<Amount>;
  readonly forwardFlops: Pair<Amount>;
}

/** Totals of both specs. Memory is bytes; steps are known where data was read. */
export interface Costs {
  readonly parameters: Both<Amount>;
  readonly trainedParameters: Both<Amount>;
  readonly inferenceFlops: Both<Amount>;
  readonly trainingFlops: Both<Amount>;
  readonly memory: Pair<Amount>;
  readonly stepsPerEpoch: Pair<number>;
  readonly mostSteps: Pair<number>;
}

export interface Both<Value> {
  readonly before: Value;
  readonly after: Value;
}

/** Whether figures of runs of the two may stand in one table. */
export interface Comparability {
  /** Of the heads that both have: all, some or none are comparable; `none` also where they share no head. */
  readonly verdict: 'all' | 'some' | 'none';
  readonly heads: readonly HeadComparability[];
  /** What does not forbid the comparison and should be known. */
  readonly notes: readonly string[];
}

export interface HeadComparability {
  readonly head: string;
  readonly isComparable: boolean;
  /** Why not; none where it is. */
  readonly reasons: readonly string[];
}

/** Whether checkpoints of the one can be used with the other. */
export interface CheckpointDiff {
  /** `emoc train --resume` goes on: the specs mean the same to the letter. */
  readonly isResumable: boolean;
  /** Every tensor of the newer model is in the older one with its shape, and none is left over. */
  readonly isLoadable: boolean;
  /** Parameters and running statistics of both, in the order of the newer model, those that are gone last. */
  readonly tensors: readonly TensorDiff[];
  /** What a fit of shapes does not say: a vocabulary of other words, statistics of other rows. */
  readonly notes: readonly string[];
}

export interface TensorDiff {
  /** `open`: the same shape in the symbols of the spec, of which the data tells whether they are the same size: another vocabulary. */
  readonly state: 'same' | 'open' | 'new' | 'gone' | 'reshaped';
  readonly name: string;
  /** `[100, 64]`; `null` on the side that has no such tensor. */
  readonly before: string | null;
  readonly after: string | null;
}
