import { defineActivation } from '../define-activation.ts';

export const linear = defineActivation({
  name: 'linear',
  doc: 'No function: the value itself.',
  build: (_, x) => x,
});
