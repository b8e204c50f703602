import type { LoweredValue, LoweringContext } from './lowering.ts';
import type { CalledElsewhere, Schema, Settings } from './schema.ts';
import type { ModalityKind, ModalityType } from './types.ts';

/** Why a step does not fit its input, in the user's words, and what would. */
export interface Misfit {
  readonly expected: string;
  readonly hint?: string;
}

export interface TypeContext {
  /** Name of the encoder, fusion or head: length symbols and vocabularies are named after it. */
  readonly owner: string;
}

/**
 * A step of a pipeline: a typed map.
 *
 * `runs` says where: `data` steps are computed once by a front end of the same name in `src/runtime/features/front-ends` and cached;
 * `graph` steps become ops; an `either` step is a front end if a `data` step comes after it in the pipeline, else part of the graph.
 */
export interface StepKind extends CalledElsewhere {
  readonly name: string;
  /** Full sentences: the reference page, hover, and the manual. */
  readonly doc: string;
  readonly example: string;
  readonly schema: Schema;
  readonly accepts: readonly ModalityKind[];
  readonly runs: 'data' | 'graph' | 'either';
  /** Whether its front end learns statistics, always from the training split alone. */
  readonly isFitted?: boolean;
  /** The output type, or why there is none. Inputs of other kinds than `accepts` never get here. */
  readonly type: (input: ModalityType, settings: Settings, context: TypeContext) => ModalityType | Misfit;
  /** Builds ops; present unless `runs` is `data`. */
  readonly build?: (input: LoweredValue, settings: Settings, context: LoweringContext) => LoweredValue;
}

export const defineStep = (step: StepKind): StepKind => step;

export const isMisfit = (result: ModalityType | Misfit): result is Misfit => 'expected' in result;
