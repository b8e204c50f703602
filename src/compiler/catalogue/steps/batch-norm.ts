import type { Builder } from '../../graph/builder.ts';
import type { Value } from '../../graph/graph.ts';
import { add } from '../../ops/add.ts';
import { fill } from '../../ops/fill.ts';
import { multiply } from '../../ops/multiply.ts';
import { reshape } from '../../ops/reshape.ts';
import { defineStep } from '../define-step.ts';
import { number, numberOf } from '../schema.ts';
import { moments, normalize } from './_normalize.ts';

export const batchNorm = defineStep({
  name: 'batch_norm',
  doc: 'Gives each feature (each channel, in an image) mean 0 and variance 1 over the batch, then a learnt scale and shift. Running statistics (population variance) are kept for use after training. Ioffe and Szegedy 2015, algorithm 1.',
  example: 'batch_norm()',
  schema: {
    positional: [],
    parameters: {
      momentum: number('Share of the running statistics that a step keeps.', { default: 0.9, minimum: 0, maximum: 0.9999 }),
      epsilon: number('Added to the variance.', { default: 1e-5, minimum: 0, isMinimumExcluded: true }),
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
    const momentum = numberOf(settings, 'momentum');
    for (const name of ['mean', 'variance'] as const)
      updateBuffer(name, mix(g, running[name], g.call(reshape, [batch[name]], { shape: [width] }), momentum));
    return { ...input, value: normalize(g, input.value, batch, scale, shift, epsilon) };
  },
});

/** `share * old + (1 - share) * fresh` */
function mix(g: Builder, old: Value, fresh: Value, share: number): Value {
  const times = (value: Value, factor: number): Value =>
    g.call(multiply, [value, g.call(fill, [], { value: factor, shape: [] })]);
  return g.call(add, [times(old, share), times(fresh, 1 - share)]);
}
