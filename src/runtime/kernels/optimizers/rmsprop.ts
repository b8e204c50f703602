import { defineUpdateRule } from '../define-update-rule.ts';
import type { Offset, RmspropScalars } from '../load-kernels.ts';

export interface RmspropSettings extends Readonly<Record<string, number | boolean>> {
  /** Share of the running mean square that a step keeps, in [0, 1). */
  readonly alpha: number;
  /** Added to the root, outside it (TensorFlow's tf.train.rmsprop adds it inside). */
  readonly epsilon: number;
  /** Share of the last velocity that is kept, in [0, 1); 0 keeps none. */
  readonly momentum: number;
  /** Divides by the root of the variance instead of the mean square. */
  readonly centred: boolean;
}

/**
 * RMSprop: divides the gradient by the root of its running mean square, or of its running variance.
 *
 * `s = alpha s + (1-alpha) g²`, `p -= rate g / (sqrt(s) + epsilon)`. Tieleman and Hinton 2012, lecture 6.5; centred: Graves 2013, eq. 38 to
 * 45; torch.optim.RMSprop. Where torch takes the root of a variance that rounding has made negative, here it is 0.
 */
export const rmsprop = defineUpdateRule<RmspropSettings, RmspropScalars>({
  name: 'rmsprop',
  defaults: { alpha: 0.99, epsilon: 1e-8, momentum: 0, centred: false },

  slots: ({ momentum, centred }) =>
    ['square', ...(centred ? ['mean'] : []), ...(momentum > 0 ? ['velocity'] : [])].map((name) => ({ name, initial: 0 })),

  reference(p, g, slots, { rate, l2 }, settings) {
    const { alpha, epsilon, momentum } = settings;
    const { square, mean, velocity } = bySetting(slots, settings);
    for (let i = 0; i < p.length; i += 1) {
      const gradient = g[i]! + l2 * p[i]!;
      square[i] = alpha * square[i]! + (1 - alpha) * gradient ** 2;
      let spread = square[i]!;
      if (mean !== undefined) {
        mean[i] = alpha * mean[i]! + (1 - alpha) * gradient;
        spread = Math.max(spread - mean[i]! ** 2, 0);
      }
      let change = gradient / (Math.sqrt(spread) + epsilon);
      if (velocity !== undefined) {
        change += momentum * velocity[i]!;
        velocity[i] = change;
      }
      p[i] = p[i]! - rate * change;
    }
  },

  scalars({ rate, l2 }, settings) {
    const { alpha, epsilon, momentum } = settings;
    return [l2, alpha, 1 - alpha, rate, momentum, epsilon];
  },

  dense(kernels, { parameters, gradient, slots, count }, scalars, settings) {
    const { square, mean = 0, velocity = 0 } = bySetting<Offset>(slots, settings);
    kernels.rmsprop(parameters, gradient, square, mean, velocity, count, ...scalars);
  },
  rows(kernels, { parameters, sums, slots, touched, rowCount, width }, scalars, settings) {
    const { square, mean = 0, velocity = 0 } = bySetting<Offset>(slots, settings);
    kernels.rmspropRows(parameters, sums, square, mean, velocity, touched, rowCount, width, ...scalars);
  },

  wgsl({ momentum, centred }) {
    const velocity = centred ? 'slot2' : 'slot1';
    return [
      'let g = gradient + s(0) * p;',
      'slot0 = s(1) * slot0 + s(2) * g * g;',
      ...(centred
        ? ['slot1 = s(1) * slot1 + s(2) * g;', 'let spread = max(slot0 - slot1 * slot1, real(0.0));']
        : ['let spread = slot0;']),
      'let change = g / (sqrt(spread) + s(5));',
      ...(momentum > 0 ? [`${velocity} = s(4) * ${velocity} + change;`, `p -= s(3) * ${velocity};`] : ['p -= s(3) * change;']),
    ]
      .map((line) => `  ${line}`)
      .join('\n');
  },
});

/** Which slot is which: `mean` is there only when centred, `velocity` only with momentum. */
function bySetting<Store>(slots: readonly Store[], { momentum, centred }: RmspropSettings) {
  return {
    square: slots[0]!,
    mean: centred ? slots[1] : undefined,
    velocity: momentum > 0 ? slots[centred ? 2 : 1] : undefined,
  };
}
