import { defineInitializer } from '../define-initializer.ts';

export const zeros = defineInitializer({
  name: 'zeros',
  doc: 'All zero.',
  elsewhere: ['zero'],
  make: () => ({ kind: 'constant', value: 0 }),
});
