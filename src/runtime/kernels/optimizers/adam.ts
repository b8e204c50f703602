import { adamParts, type MomentSettings } from '../adam-parts.ts';
import { defineUpdateRule } from '../define-update-rule.ts';

/**
 * Adam: steps along the running mean of the gradient, divided by the root of its running mean square, both corrected for starting at 0.
 *
 * `m = beta1 m + (1-beta1) g`, `v = beta2 v + (1-beta2) g²`, `p -= rate m̂ / (sqrt(v̂) + epsilon)` with `m̂ = m / (1-beta1^t)` and
 * `v̂ = v / (1-beta2^t)`. Kingma and Ba 2015, algorithm 1; torch.optim.Adam.
 */
export const adam = defineUpdateRule({
  name: 'adam',
  defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as MomentSettings,
  ...adamParts(() => 0),
});
