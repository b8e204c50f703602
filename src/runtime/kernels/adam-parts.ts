import type { UpdateRuleDefinition } from './define-update-rule.ts';
import type { AdamScalars } from './load-kernels.ts';

export interface MomentSettings extends Readonly<Record<string, number | boolean>> {
  /** Share of the running mean that a step keeps, in [0, 1). */
  readonly beta1: number;
  /** Share of the running mean square that a step keeps, in [0, 1). */
  readonly beta2: number;
  /** Added to the root of the mean square, against division by zero. */
  readonly epsilon: number;
}

/** What Adam and AdamW share: everything, where Adam is AdamW with a decoupled decay of 0. */
export function adamParts<RuleSettings extends MomentSettings>(
  decayOf: (settings: RuleSettings) => number,
): Pick<UpdateRuleDefinition<RuleSettings, AdamScalars>, 'slots' | 'reference' | 'scalars' | 'dense' | 'rows' | 'wgsl'> {
  return {
    slots: () => [
      { name: 'mean', initial: 0 },
      { name: 'square', initial: 0 },
    ],

    reference(p, g, [mean, square], { step, rate, l2 }, settings) {
      const { beta1, beta2, epsilon } = settings;
      const [m, v] = [mean!, square!];
      for (let i = 0; i < p.length; i += 1) {
        const gradient = g[i]! + l2 * p[i]!;
        m[i] = beta1 * m[i]! + (1 - beta1) * gradient;
        v[i] = beta2 * v[i]! + (1 - beta2) * gradient ** 2;
        const unbiasedMean = m[i]! / (1 - beta1 ** step);
        const unbiasedSquare = v[i]! / (1 - beta2 ** step);
        p[i] = (1 - rate * decayOf(settings)) * p[i]! - (rate * unbiasedMean) / (Math.sqrt(unbiasedSquare) + epsilon);
      }
    },

    // Dividing v by its correction under the root is the same as multiplying the rate and epsilon by the root of the correction.
    scalars({ step, rate, l2 }, settings) {
      const { beta1, beta2, epsilon } = settings;
      const root = Math.sqrt(1 - beta2 ** step);
      const keep = 1 - rate * decayOf(settings);
      return [l2, keep, beta1, 1 - beta1, beta2, 1 - beta2, (rate * root) / (1 - beta1 ** step), epsilon * root];
    },

    dense(kernels, { parameters, gradient, slots: [mean, square], count }, scalars) {
      kernels.adam(parameters, gradient, mean!, square!, count, ...scalars);
    },
    rows(kernels, { parameters, sums, slots: [mean, square], touched, rowCount, width }, scalars) {
      kernels.adamRows(parameters, sums, mean!, square!, touched, rowCount, width, ...scalars);
    },
    wgsl: () => `  let g = gradient + s(0) * p;
  slot0 = s(2) * slot0 + s(3) * g;
  slot1 = s(4) * slot1 + s(5) * g * g;
  p = s(1) * p - s(6) * slot0 / (sqrt(slot1) + s(7));`,
  };
}
