import { defineUpdateRule } from '../define-update-rule.ts';
import type { SgdScalars } from '../load-kernels.ts';

export interface SgdSettings extends Readonly<Record<string, number | boolean>> {
  /** Share of the last velocity that is kept, in [0, 1); 0 is plain gradient descent and keeps no state. */
  readonly momentum: number;
  /** Looks ahead along the velocity before it steps; changes nothing without momentum. */
  readonly nesterov: boolean;
}

/**
 * Stochastic gradient descent with momentum, in torch's form: the velocity collects gradients, not steps, so a change of the rate acts at
 * once on all of it.
 *
 * `v = momentum v + g`, then `p -= rate v`, or with Nesterov `p -= rate (g + momentum v)`. Sutskever et al. 2013; torch.optim.SGD.
 */
export const sgd = defineUpdateRule<SgdSettings, SgdScalars>({
  name: 'sgd',
  defaults: { momentum: 0, nesterov: false },

  slots: ({ momentum }) => (momentum > 0 ? [{ name: 'velocity', initial: 0 }] : []),

  reference(p, g, [velocity], { rate, l2 }, { momentum, nesterov }) {
    for (let i = 0; i < p.length; i += 1) {
      const gradient = g[i]! + l2 * p[i]!;
      let direction = gradient;
      if (velocity !== undefined) {
        velocity[i] = momentum * velocity[i]! + gradient;
        direction = nesterov ? gradient + momentum * velocity[i]! : velocity[i]!;
      }
      p[i] = p[i]! - rate * direction;
    }
  },

  scalars({ rate, l2 }, { momentum, nesterov }) {
    if (momentum === 0) return [l2, rate, 0, 0];
    return nesterov ? [l2, rate, rate * momentum, momentum] : [l2, 0, rate, momentum];
  },

  dense(kernels, { parameters, gradient, slots, count }, scalars) {
    kernels.sgd(parameters, gradient, slots[0] ?? 0, count, ...scalars);
  },
  rows(kernels, { parameters, sums, slots, touched, rowCount, width }, scalars) {
    kernels.sgdRows(parameters, sums, slots[0] ?? 0, touched, rowCount, width, ...scalars);
  },

  wgsl: ({ momentum }) =>
    momentum === 0
      ? '  p -= s(1) * (gradient + s(0) * p);'
      : `  let g = gradient + s(0) * p;
  slot0 = s(3) * slot0 + g;
  p -= s(1) * g + s(2) * slot0;`,
});
