import { defineUpdateRule } from '../define-update-rule.ts';
import type { AdagradScalars } from '../load-kernels.ts';

export interface AdagradSettings extends Readonly<Record<string, number | boolean>> {
  /** Added to the root of the sum of squares, against division by zero. */
  readonly epsilon: number;
  /** What the sum of squares starts with, 0 or more. */
  readonly start: number;
}

/**
 * Adagrad: divides the gradient by the root of the sum of all its squares, so that rare features keep a high rate.
 *
 * `s += g²`, `p -= rate g / (sqrt(s) + epsilon)`. Duchi, Hazan and Singer 2011, diagonal form; torch.optim.Adagrad.
 */
export const adagrad = defineUpdateRule<AdagradSettings, AdagradScalars>({
  name: 'adagrad',
  defaults: { epsilon: 1e-10, start: 0 },

  slots: ({ start }) => [{ name: 'total', initial: start }],

  reference(p, g, [total], { rate, l2 }, { epsilon }) {
    const sums = total!;
    for (let i = 0; i < p.length; i += 1) {
      const gradient = g[i]! + l2 * p[i]!;
      sums[i] = sums[i]! + gradient ** 2;
      p[i] = p[i]! - (rate * gradient) / (Math.sqrt(sums[i]!) + epsilon);
    }
  },

  scalars: ({ rate, l2 }, { epsilon }) => [l2, rate, epsilon],

  dense(kernels, { parameters, gradient, slots: [total], count }, scalars) {
    kernels.adagrad(parameters, gradient, total!, count, ...scalars);
  },
  rows(kernels, { parameters, sums, slots: [total], touched, rowCount, width }, scalars) {
    kernels.adagradRows(parameters, sums, total!, touched, rowCount, width, ...scalars);
  },

  wgsl: () => `  let g = gradient + s(0) * p;
  slot0 += g * g;
  p -= s(1) * g / (sqrt(slot0) + s(2));`,
});
