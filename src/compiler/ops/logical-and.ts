import { defineOp, ShapeError } from '../graph/op.ts';
import { tensor } from '../graph/tensor.ts';
import { broadcastShapes, mapPairs } from './_broadcast.ts';

/** Whether both are true, element by element, broadcasting. */
export const logicalAnd = defineOp({
  name: 'logicalAnd',
  attributes: {},
  shape: ([a, b]) => {
    if (a!.dtype !== 'bool' || b!.dtype !== 'bool') throw new ShapeError('logicalAnd', 'takes bool');
    return [{ dtype: 'bool', shape: broadcastShapes('logicalAnd', a!.shape, b!.shape) }];
  },
  flops: () => 0,
  evaluate: ([a, b]) => {
    const { shape, data } = mapPairs(a!, b!, (left, right) => left * right);
    return [tensor(shape, Uint8Array.from(data))];
  },
  onnx: ({ inputs: [a, b] }, writer) => writer.add('And', [writer.name(a!), writer.name(b!)]),
  tensorflow: ({ inputs: [a, b] }, writer) => writer.add('LogicalAnd', [writer.name(a!), writer.name(b!)]),
});
