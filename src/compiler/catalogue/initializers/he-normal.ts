import { defineInitializer } from '../define-initializer.ts';

export const heNormal = defineInitializer({
  name: 'he_normal',
  doc: 'Truncated normal with standard deviation `sqrt(2 / fan_in)`: for ReLU. He et al. 2015.',
  elsewhere: ['kaiming_normal', 'kaiming'],
  make: (fanIn) => ({ kind: 'normal', standardDeviation: Math.sqrt(2 / fanIn), isTruncated: true }),
});
