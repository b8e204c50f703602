import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import type { Bindings } from '../../compiler/graph/dimension.ts';
import type { Program } from '../../compiler/program.ts';

export type EngineName = 'cpu' | 'cuda' | 'reference' | 'webgpu';

/** What may be said of how an engine runs, beside its name; `null` leaves it to the engine. */
export interface EngineSettings {
  /** Where it computes. An engine for graphics cards computes on the processor only if told to. */
  readonly device: 'gpu' | 'cpu' | null;
  /** Whether XLA compiles the training step for the sizes of each batch. */
  readonly xla: boolean | null;
}

export const ownWay: EngineSettings = { device: null, xla: null };

/**
 * Whether an engine can run on this machine; if not: why, and what to type to get it. `diagnostic` says it better than a general one would.
 * `isOnlyByName`: it can, but nobody should get it without asking for it, as a GPU that is none.
 */
export type Availability =
  | { readonly isUsable: true; readonly detail: string; readonly isOnlyByName?: boolean }
  | { readonly isUsable: false; readonly reason: string; readonly remedy: string; readonly diagnostic?: Diagnostic };

/** Something that runs programs. Engines are interchangeable: one conformance suite holds them all to the `reference` engine's numbers. */
export interface Engine {
  readonly name: EngineName;
  /** One sentence for `emoc doctor`. */
  readonly summary: string;
  /** Which settings it has, and the engine as they want it. Most engines have none. */
  readonly settings?: {
    readonly names: readonly (keyof EngineSettings)[];
    readonly apply: (settings: EngineSettings) => Engine;
  };
  /** Never throws, and loads no more than it needs to find out. */
  probe(): Promise<Availability>;
  /**
   * Prepares a program. `state` holds every parameter, buffer and optimiser slot by name; the session copies it.
   *
   * `limits` binds every symbol to the largest size that will come (`B`, each `T_…`) or its only size (`V_…`): memory is taken once.
   */
  load(program: Program, state: TrainingState, options: LoadOptions): Promise<Session>;
}

export interface LoadOptions {
  readonly limits: Bindings;
  readonly threads: number;
  /** Values of the fields that are bound once for the run (`isPerRun`), such as class weights. */
  readonly constants: Batch['fields'];
  /** A session that only ever computes outputs takes no gradients and no optimiser memory. */
  readonly isTraining: boolean;
}

/** A life: from `load` to `dispose`. One call at a time, but for the steps that may be under way together. */
export interface Session {
  /**
   * How many steps may be asked for before the first one's result is awaited; 1 where nothing is said. An engine may do them together. Results
   * come in order, and none of them depends on when it is awaited, or on which steps were done together. A step whose loss is not finite
   * changes nothing, and neither do those that were asked for before its result was there.
   */
  readonly stepsInFlight?: number;
  /** One training step: forward, backward, clipping, update. `rate` is the learning rate of this step. */
  step(batch: Batch, rate: number): Promise<StepResult>;
  /** The heads' outputs (`output/HEAD` -> [B, width] row-major) as used after training. */
  outputs(batch: Batch): Promise<ReadonlyMap<string, Float32Array>>;
  /** A copy of everything a checkpoint holds. */
  state(): Promise<TrainingState>;
  dispose(): Promise<void>;
}

export interface Batch {
  /** Sizes of the symbols in this batch, `B` among them. */
  readonly bindings: Bindings;
  /** Row-major values by field name, with the sizes that `bindings` give their shapes; `bool` as 0 and 1. */
  readonly fields: ReadonlyMap<string, Float32Array | Int32Array | Uint8Array>;
}

export interface StepResult {
  /** `loss` and `loss/HEAD`, each the mean over the batch as the spec's loss defines it, without weight penalties. */
  readonly losses: ReadonlyMap<string, number>;
  /** Global gradient norm before clipping; only where the program clips by norm. */
  readonly gradientNorm: number | null;
}

/** What training carries from step to step. */
export interface TrainingState {
  /** Updates done so far: the next step's number, from 0. Masks and bias corrections depend on it. */
  readonly step: number;
  /** Parameters and buffers by name, optimiser slots as `SLOT/PARAMETER` (`m/tone/dense_1/kernel`). */
  readonly tensors: ReadonlyMap<string, StateTensor>;
}

export interface StateTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}
