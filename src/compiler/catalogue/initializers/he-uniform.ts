import { defineInitializer } from '../define-initializer.ts';

export const heUniform = defineInitializer({
  name: 'he_uniform',
  doc: 'Uniform in `±sqrt(6 / fan_in)`: for ReLU. He et al. 2015.',
  elsewhere: ['kaiming_uniform'],
  make: (fanIn) => ({ kind: 'uniform', limit: Math.sqrt(6 / fanIn) }),
});
