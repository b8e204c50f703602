import { adamParts, type MomentSettings } from '../adam-parts.ts';
import { defineUpdateRule } from '../define-update-rule.ts';

export interface AdamwSettings extends MomentSettings {
  /** Share of each parameter that a step of rate 1 takes away, 0 or more. Named as in a spec, where `decay` is the rate's. */
  readonly weight_decay: number;
}

/**
 * Adam with decoupled weight decay: parameters shrink by `rate * weight_decay` before the step, outside the moments, so that the decay is not
 * divided by the gradient's size. Loshchilov and Hutter 2019, algorithm 2; torch.optim.AdamW.
 */
export const adamw = defineUpdateRule({
  name: 'adamw',
  defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weight_decay: 0.01 } as AdamwSettings,
  ...adamParts(({ weight_decay }: AdamwSettings) => weight_decay),
});
