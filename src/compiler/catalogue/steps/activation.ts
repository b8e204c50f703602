import { activate, activationParameter } from '../activations/_lookup.ts';
import { defineStep } from '../define-step.ts';
import { wordOf } from '../schema.ts';

export const activation = defineStep({
  name: 'activation',
  doc: 'Applies a function to each element, for places where it does not belong to a layer, such as after a normalisation.',
  example: 'activation(relu)',
  elsewhere: ['nonlinearity'],
  schema: { positional: ['function'], parameters: { function: activationParameter() } },
  accepts: ['vec', 'seq', 'image'],
  runs: 'graph',
  type: (input) => input,
  build: (input, settings, { g }) => ({ ...input, value: activate(g, input.value, wordOf(settings, 'function')) }),
});
