import { defineInitializer } from '../define-initializer.ts';

export const orthogonal = defineInitializer({
  name: 'orthogonal',
  doc: 'A random orthogonal matrix. Saxe et al. 2014.',
  make: () => ({ kind: 'orthogonal', gain: 1 }),
});
