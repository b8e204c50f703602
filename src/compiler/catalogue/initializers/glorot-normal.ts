import { defineInitializer } from '../define-initializer.ts';

export const glorotNormal = defineInitializer({
  name: 'glorot_normal',
  doc: 'Truncated normal with standard deviation `sqrt(2 / (fan_in + fan_out))`. Glorot and Bengio 2010.',
  elsewhere: ['xavier_normal'],
  make: (fanIn, fanOut) => ({ kind: 'normal', standardDeviation: Math.sqrt(2 / (fanIn + fanOut)), isTruncated: true }),
});
