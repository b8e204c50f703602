import type { Builder } from '../graph/builder.ts';
import type { Value } from '../graph/graph.ts';
import type { CalledElsewhere, Schema, Settings } from './schema.ts';

export interface LossInputs {
  readonly g: Builder;
  /** The head's output [B, width]: logits, or predictions [B, 1]. */
  readonly output: Value;
  /** Label numbers [B] i32, or true values [B, 1] f32. */
  readonly target: Value;
  /** [K] f32, one a label, mean 1 over the training rows; `null` where the head has no class weights. */
  readonly classWeights: Value | null;
  readonly labelCount: number;
}

/** A loss of one head: a scalar, smaller is better. */
export interface LossKind extends CalledElsewhere {
  readonly name: string;
  readonly doc: string;
  readonly example: string;
  readonly schema: Schema;
  /** Head kinds it can judge, by their target. */
  readonly for: 'label' | 'number';
  /** For losses that want exactly two labels. */
  readonly labelCount?: number;
  readonly build: (inputs: LossInputs, settings: Settings) => Value;
}

export const defineLoss = (loss: LossKind): LossKind => loss;
