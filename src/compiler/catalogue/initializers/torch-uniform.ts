import { defineInitializer } from '../define-initializer.ts';

export const torchUniform = defineInitializer({
  name: 'torch_uniform',
  doc: 'Uniform in `±1 / sqrt(fan_in)`: what torch.nn.Linear starts from.',
  elsewhere: ['torch', 'pytorch'],
  make: (fanIn) => ({ kind: 'uniform', limit: 1 / Math.sqrt(fanIn) }),
});
