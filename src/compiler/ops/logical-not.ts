import { defineOp, ShapeError } from '../graph/op.ts';
import { tensor } from '../graph/tensor.ts';

/** True where the input is false. */
export const logicalNot = defineOp({
  name: 'logicalNot',
  attributes: {},
  shape: ([x]) => {
    if (x!.dtype !== 'bool') throw new ShapeError('logicalNot', 'takes bool');
    return [{ dtype: 'bool', shape: x!.shape }];
  },
  flops: () => 0,
  evaluate: ([x]) => [
    tensor(
      x!.shape,
      Uint8Array.from(x!.data, (value) => 1 - value),
    ),
  ],
  onnx: ({ inputs: [x] }, writer) => writer.add('Not', [writer.name(x!)]),
  tensorflow: ({ inputs: [x] }, writer) => writer.add('LogicalNot', [writer.name(x!)]),
});
