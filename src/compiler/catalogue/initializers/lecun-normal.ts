import { defineInitializer } from '../define-initializer.ts';

export const lecunNormal = defineInitializer({
  name: 'lecun_normal',
  doc: 'Truncated normal with standard deviation `sqrt(1 / fan_in)`: for SELU. LeCun et al. 1998.',
  make: (fanIn) => ({ kind: 'normal', standardDeviation: Math.sqrt(1 / fanIn), isTruncated: true }),
});
