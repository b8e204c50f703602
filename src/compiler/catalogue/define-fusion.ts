import type { Misfit, TypeContext } from './define-step.ts';
import type { LoweredValue, LoweringContext } from './lowering.ts';
import type { CalledElsewhere, Schema, Settings } from './schema.ts';
import type { ModalityKind, ModalityType } from './types.ts';

/** A way to make one representation of several modalities. */
export interface FusionKind extends CalledElsewhere {
  readonly name: string;
  readonly doc: string;
  readonly example: string;
  readonly schema: Schema;
  /** Kinds of type that each input may have. */
  readonly accepts: readonly ModalityKind[];
  /** Whether step t of one input sequence must be the same moment as step t of the others; the checker then sees to it. */
  readonly needsOneClock?: boolean;
  readonly type: (inputs: readonly ModalityType[], settings: Settings, context: TypeContext) => ModalityType | Misfit;
  readonly build: (inputs: readonly LoweredValue[], settings: Settings, context: LoweringContext) => LoweredValue;
}

export const defineFusion = (fusion: FusionKind): FusionKind => fusion;
