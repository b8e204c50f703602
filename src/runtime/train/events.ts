import type { Role } from '../../compiler/check/model.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import type { EngineName } from '../engines/engine.ts';
import type { Scores } from '../metrics/evaluate.ts';

/** Losses by name: `loss`, and `loss/HEAD` for each head. */
export type Losses = Readonly<Record<string, number>>;

/** Figures of one split, by head and metric. */
export type HeadScores = Readonly<Record<string, Scores>>;

/** How a model does on one split. */
export interface SplitScores {
  /** Over the whole split at once, so that a loss that is no mean over samples is exact. */
  readonly losses: Losses;
  readonly heads: HeadScores;
}

/**
 * What happens during a run, in order. Events are plain data: they cross a process boundary, are kept in `events.jsonl`, and are all that a
 * screen ever sees. Epochs and steps count from 1 where people read them, which is here.
 */
export type TrainEvent =
  | RunStart
  | DataProgress
  | PlanFacts
  | EpochStart
  | Step
  | EpochEnd
  | CheckpointWritten
  | Warning
  | Interrupted
  | Summary
  | Mistake;

export interface RunStart {
  readonly type: 'run_start';
  readonly emoc: string;
  readonly experiment: string;
  readonly spec: string;
  readonly seed: number;
  readonly epochs: number;
}

/** Something slow before training: clips of an encoder whose features are there. */
export interface DataProgress {
  readonly type: 'data';
  readonly encoder: string;
  readonly done: number;
  readonly total: number;
}

/** All is ready; the first step comes next. */
export interface PlanFacts {
  readonly type: 'plan';
  readonly run: string;
  readonly engine: EngineName;
  readonly threads: number;
  readonly isResumed: boolean;
  /** Rows of each split that there is. */
  readonly rows: Readonly<Partial<Record<Role, number>>>;
  readonly batch: number;
  readonly stepsPerEpoch: number;
  /** Trained numbers. */
  readonly parameters: number;
  /** `val.loss`, `val.HEAD.METRIC`, or `null` where there is no validation split: then the last epoch counts as the best. */
  readonly monitor: string | null;
  readonly heads: readonly HeadFacts[];
  readonly patience: number | null;
}

export interface HeadFacts {
  readonly name: string;
  /** `classification@1` */
  readonly protocol: string;
  /** The protocol's metric for where there is room for one. */
  readonly primary: string;
  /** Which end of that metric is the better one. */
  readonly better: 'higher' | 'lower';
}

export interface EpochStart {
  readonly type: 'epoch_start';
  readonly epoch: number;
  readonly epochs: number;
  readonly steps: number;
}

/** Sent at most ten times a second, and for the last step of an epoch. */
export interface Step {
  readonly type: 'step';
  readonly epoch: number;
  /** Of the whole run. */
  readonly step: number;
  readonly stepOfEpoch: number;
  /** Of this step's batch. */
  readonly losses: Losses;
  /** The learning rate of this step. */
  readonly rate: number;
  /** Before clipping; `null` where nothing is clipped by norm. */
  readonly gradientNorm: number | null;
  /** Samples a second since the epoch began or was taken up. */
  readonly samplesPerS: number;
}

export interface EpochEnd {
  readonly type: 'epoch_end';
  readonly epoch: number;
  readonly step: number;
  /** Mean over the samples of the epoch, in training mode, while the weights changed. */
  readonly losses: Losses;
  readonly validation: SplitScores | null;
  /** Value of what `plan.monitor` names. */
  readonly monitored: number | null;
  readonly isBest: boolean;
  readonly bestEpoch: number;
  /** Epochs since the best one. */
  readonly epochsWithoutGain: number;
  readonly seconds: number;
}

export interface CheckpointWritten {
  readonly type: 'checkpoint';
  readonly kind: 'best' | 'last';
  readonly file: string;
  readonly step: number;
  /** Epochs that were complete. */
  readonly epoch: number;
}

export interface Warning {
  readonly type: 'warning';
  readonly diagnostic: Diagnostic;
  /** Texts of the specs that it points into, by file; not kept in the record of a run. */
  readonly sources?: Readonly<Record<string, string>>;
}

/** Training was asked to stop, and stopped after a batch. `file` is the checkpoint to go on from; `null` before the first step. */
export interface Interrupted {
  readonly type: 'interrupted';
  readonly run: string | null;
  readonly file: string | null;
  readonly step: number;
  readonly epoch: number;
}

export type EndReason = 'epochs' | 'patience';

/** The end of a run that went well: the best epoch's weights on every split. */
export interface Summary {
  readonly type: 'summary';
  readonly run: string;
  readonly experiment: string;
  readonly reason: EndReason;
  readonly bestEpoch: number;
  readonly epochs: number;
  readonly steps: number;
  readonly metrics: Readonly<Partial<Record<Role, HeadScores>>>;
  readonly losses: Readonly<Partial<Record<Role, Losses>>>;
  /** What always answering the commonest label of training would score, by split and classifying head. */
  readonly baselines: Readonly<Partial<Record<Role, HeadScores>>>;
  readonly seconds: number;
}

/** The run cannot go on: mistakes in the spec, the data or the run folder, a loss that is not finite, a full disk. */
export interface Mistake {
  readonly type: 'error';
  readonly diagnostics: readonly Diagnostic[];
  /** Texts of the specs that the diagnostics point into, by file. */
  readonly sources: Readonly<Record<string, string>>;
}

/** Where events go. A listener never answers: training does not depend on who watches. */
export type Emit = (event: TrainEvent) => void;
