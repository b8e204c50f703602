import { activate, activationParameter } from '../activations/_lookup.ts';
import { defineStep } from '../define-step.ts';
import { initParameter } from '../initializers/_lookup.ts';
import { count, flag, flagOf, number, numberOf, wordOf } from '../schema.ts';
import { affine } from './_dense.ts';

export const dense = defineStep({
  name: 'dense',
  doc: 'A fully connected layer `activation(x W + b)`; on a sequence the same layer at every step.',
  example: 'dense(512, relu, init = he_normal, l2 = 1e-4)',
  elsewhere: ['linear', 'fully_connected', 'fc'],
  schema: {
    positional: ['width'],
    parameters: {
      width: count('Width of the result.', {
        maximum: 1000000,
        elsewhere: ['units', 'out_features', 'output_size', 'size', 'num_units', 'dim'],
      }),
      activation: activationParameter('linear'),
      init: initParameter('glorot_uniform'),
      bias: flag('Whether a bias is added.', true, { elsewhere: ['use_bias'] }),
      l2: number('Penalty on the weights: `l2 * sum(W^2)` is added to the loss.', { default: 0, minimum: 0 }),
    },
  },
  accepts: ['vec', 'seq'],
  runs: 'graph',
  type: (input, settings) =>
    input.kind === 'vec' || input.kind === 'seq'
      ? { ...input, width: numberOf(settings, 'width') }
      : { expected: 'a vector or a sequence' },
  build: (input, settings, context) => {
    if (input.type.kind !== 'vec' && input.type.kind !== 'seq')
      throw new Error('dense takes a vector or a sequence (a bug of emoc)');
    const width = numberOf(settings, 'width');
    const sum = affine(
      input.value,
      { width, init: wordOf(settings, 'init'), hasBias: flagOf(settings, 'bias'), l2: numberOf(settings, 'l2') },
      context,
    );
    return { type: { ...input.type, width }, value: activate(context.g, sum, wordOf(settings, 'activation')), mask: input.mask };
  },
});
