import { defineNode } from '../define-node.ts';

/** The very value: nothing is copied, and the executor counts one holder more. */
export const identity = defineNode({
  ops: ['Identity'],
  device: ({ inputs }) => inputs,
});
