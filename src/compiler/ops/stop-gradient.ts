import { defineOp } from '../graph/op.ts';

/** The value itself; no gradient passes. */
export const stopGradient = defineOp({
  name: 'stopGradient',
  attributes: {},
  shape: ([x]) => [{ dtype: x!.dtype, shape: x!.shape }],
  flops: () => 0,
  evaluate: ([x]) => [x!],
  // Another name for the same ONNX value: nothing runs.
  onnx: ({ inputs: [x] }, writer) => [writer.name(x!)],
  tensorflow: ({ inputs: [x] }, writer) => [writer.name(x!)],
});
