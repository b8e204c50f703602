import { reshape } from '../../ops/reshape.ts';
import { defineStep } from '../define-step.ts';
import { noParameters } from '../schema.ts';

export const flatten = defineStep({
  name: 'flatten',
  doc: 'Lays all values of a sequence of exact length, or of an image, in one vector: a sequence step by step, an image channel by channel and in each row by row.',
  example: 'flatten()',
  schema: noParameters,
  accepts: ['seq', 'image', 'vec'],
  runs: 'either',
  type: (input) => {
    if (input.kind === 'image') return { kind: 'vec', width: input.height * input.width * input.channels };
    if (input.kind === 'seq' && input.length.kind === 'exact') return { kind: 'vec', width: input.length.size * input.width };
    if (input.kind === 'seq')
      return {
        expected: 'a sequence of exact length',
        hint: 'make all sequences equally long with `fit(…)`, or make one vector of each with `pool(mean)`',
      };
    return { expected: 'a sequence or an image', hint: 'it is a vector already: remove the step' };
  },
  build: (input, _, { g }) => {
    const width = input.value.shape.slice(1).reduce<number>((size, dimension) => size * Number(dimension), 1);
    return { type: { kind: 'vec', width }, value: g.call(reshape, [input.value], { shape: ['B', width] }), mask: null };
  },
});
