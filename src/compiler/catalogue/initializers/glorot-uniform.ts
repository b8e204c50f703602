import { defineInitializer } from '../define-initializer.ts';

export const glorotUniform = defineInitializer({
  name: 'glorot_uniform',
  doc: 'Uniform in `±sqrt(6 / (fan_in + fan_out))`. Glorot and Bengio 2010.',
  elsewhere: ['xavier_uniform', 'xavier'],
  make: (fanIn, fanOut) => ({ kind: 'uniform', limit: Math.sqrt(6 / (fanIn + fanOut)) }),
});
