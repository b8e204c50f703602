import type { Builder } from '../graph/builder.ts';
import type { Dimension } from '../graph/dimension.ts';
import type { Value } from '../graph/graph.ts';
import type { Initializer } from '../program.ts';
import type { ModalityType } from './types.ts';

/**
 * A typed value of the graph. Layouts: `vec` [B, D]; `seq` [B, T, D]; `tokens` [B, T] of i32 ids, 0 is padding; `image` [B, C, H, W].
 * Sequences have a mask [B, T] of f32, 1 where there is data; padding is always at the end.
 */
export interface LoweredValue {
  readonly type: ModalityType;
  readonly value: Value;
  readonly mask: Value | null;
}

/** What a kind may ask of the model under construction. */
export interface LoweringContext {
  /** Builder whose scope is the step: `tone/dense_1`. */
  readonly g: Builder;
  /** Name of the encoder, fusion or head that is being built. */
  readonly owner: string;
  /** Whether this is the training pass: dropout drops, batch statistics are the batch's. */
  readonly isTraining: boolean;
  /** The parameter `SCOPE/name`, made on first use: the training and the inference graph share it. */
  parameter(
    name: string,
    shape: readonly Dimension[],
    initializer: Initializer,
    options?: { readonly l2?: number; readonly isTrained?: boolean; readonly isSparse?: boolean },
  ): Value;
  /** The buffer `SCOPE/name` as it is now. */
  buffer(name: string, shape: readonly Dimension[], initial: number): Value;
  /** Says what a buffer becomes after this training step; ignored in the inference graph. */
  updateBuffer(name: string, next: Value): void;
  /** A field of the batch beyond the encoders' own, such as a target or class weights. */
  field(name: string, dtype: 'f32' | 'i32', shape: readonly Dimension[], options?: { readonly isPerRun?: boolean }): Value;
  /** A fresh number for a site of randomness (`keepMask`). */
  nextSite(): number;
}
