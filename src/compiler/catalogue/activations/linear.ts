import { defineActivation } from '../define-activation.ts';

export const linear = defineActivation({
  name: 'linear',
  doc: 'No function: the value itself.',
  elsewhere: ['identity', 'none'],
  build: (_, x) => x,
});
