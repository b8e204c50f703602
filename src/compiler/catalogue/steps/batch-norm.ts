import type { Builder } from '../../graph/builder.ts';
import type { Value } from '../../graph/graph.ts';
import { scalar } from '../../ops/_scalar.ts';
import { add } from '../../ops/add.ts';
import { divide } from '../../ops/divide.ts';
import { minimum } from '../../ops/minimum.ts';
import { multiply } from '../../ops/multiply.ts';
import { reshape } from '../../ops/reshape.ts';
import { subtract } from '../../ops/subtract.ts';
import { defineStep } from '../define-step.ts';
import { number, numberOf } from '../schema.ts';
import { moments, normalize } from './_normalize.ts';

export const batchNorm = defineStep({
  name: 'batch_norm',
  doc: 'Gives each feature (each channel, in an image) mean 0 and variance 1 over the batch, then a learnt scale and shift. Running statistics (population variance) are kept for use after training: a plain mean over the first steps, until each new step has the share that `momentum` leaves it, so that short runs owe nothing to how the statistics start. Ioffe and Szegedy 2015, algorithm 1.',
  example: 'batch_norm()',
  elsewhere: ['batch_normalization'],
  schema: {
    positional: [],
    parameters: {
      momentum: number('Largest share of the running statistics that a step keeps.', {
        default: 0.9,
        minimum: 0,
        maximum: 0.9999,
      }),
      epsilon: number('Added to the variance.', { default: 1e-5, minimum: 0, isMinimumExcluded: true, elsewhere: ['eps'] }),
    },
  },
  accepts: ['vec', 'image'],
  runs: 'graph',
  type: (input) => input,
  build: (input, settings, { g, isTraining, parameter, buffer, updateBuffer }) => {
    const isImage = input.type.kind === 'image';
    const width = input.value.shape[1] as number;
    const kept = isImage ? [1, width, 1, 1] : [1, width];
    const widen = (value: Value): Value => g.call(reshape, [value], { shape: kept });
    const scale = widen(parameter('scale', [width], { kind: 'constant', value: 1 }));
    const shift = widen(parameter('shift', [width], { kind: 'constant', value: 0 }));
    const running = { mean: buffer('mean', [width], 0), variance: buffer('variance', [width], 1) };
    const epsilon = numberOf(settings, 'epsilon');
    if (!isTraining)
      return {
        ...input,
        value: normalize(g, input.value, { mean: widen(running.mean), variance: widen(running.variance) }, scale, shift, epsilon),
      };
    const batch = moments(g, input.value, isImage ? [0, 2, 3] : [0]);
    const steps = buffer('steps', [1], 0);
    const later = g.call(add, [steps, scalar(g, 1)]);
    const share = g.call(minimum, [g.call(divide, [steps, later]), scalar(g, numberOf(settings, 'momentum'))]);
    updateBuffer('steps', later);
    for (const name of ['mean', 'variance'] as const)
      updateBuffer(name, mix(g, running[name], g.call(reshape, [batch[name]], { shape: [width] }), share));
    return { ...input, value: normalize(g, input.value, batch, scale, shift, epsilon) };
  },
});

/** `share * old + (1 - share) * fresh`, with the share as a value [1]. */
const mix = (g: Builder, old: Value, fresh: Value, share: Value): Value =>
  g.call(add, [g.call(multiply, [old, share]), g.call(multiply, [fresh, g.call(subtract, [scalar(g, 1), share])])]);
