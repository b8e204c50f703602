import { defineStep } from '../define-step.ts';
import { number, numberOf } from '../schema.ts';
import { moments, normalize } from './_normalize.ts';

export const layerNorm = defineStep({
  name: 'layer_norm',
  doc: 'Gives the features of each sample (of each step, in a sequence) mean 0 and variance 1, then a learnt scale and shift. Ba et al. 2016, eq. 4.',
  example: 'layer_norm()',
  elsewhere: ['layer_normalization'],
  schema: {
    positional: [],
    parameters: {
      epsilon: number('Added to the variance.', { default: 1e-5, minimum: 0, isMinimumExcluded: true, elsewhere: ['eps'] }),
    },
  },
  accepts: ['vec', 'seq'],
  runs: 'graph',
  type: (input) => input,
  build: (input, settings, { g, parameter }) => {
    const axis = input.value.shape.length - 1;
    const width = input.value.shape[axis] as number;
    const scale = parameter('scale', [width], { kind: 'constant', value: 1 });
    const shift = parameter('shift', [width], { kind: 'constant', value: 0 });
    return {
      ...input,
      value: normalize(g, input.value, moments(g, input.value, [axis]), scale, shift, numberOf(settings, 'epsilon')),
    };
  },
});
