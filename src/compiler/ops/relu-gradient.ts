import { isSameShape, printShape } from '../graph/dimension.ts';
import { defineOp, type Op, ShapeError } from '../graph/op.ts';
import { floats, sizeOf } from '../graph/tensor.ts';

/**
 * Gradient of `relu` from its result `y` and `dy`: `dy` where `y` is above 0, else 0.
 *
 * ONNX has no such operator. A sigmoid made of lines, as steep as float32 allows, is 1 above 0 and 0 at 0: two passes over numbers, and
 * faster than a comparison and a choice.
 */
export const reluGradient: Op = defineOp({
  name: 'reluGradient',
  attributes: {},
  shape: ([y, dy]) => {
    if (!isSameShape(y!.shape, dy!.shape))
      throw new ShapeError('reluGradient', `a gradient ${printShape(dy!.shape)} for a result ${printShape(y!.shape)}`);
    return [{ dtype: 'f32', shape: y!.shape }];
  },
  flops: (_, [dx]) => sizeOf(dx!),
  evaluate: ([y, dy]) => {
    const dx = floats(y!.shape);
    for (let place = 0; place < dx.data.length; place += 1)
      dx.data[place] = (y!.data[place] as number) > 0 ? (dy!.data[place] as number) : 0;
    return [dx];
  },
  onnx: ({ inputs: [y, dy] }, writer) => {
    const [isAbove] = writer.elementWise('HardSigmoid', [writer.name(y!)], 'f32', { alpha: { float: 1e38 }, beta: { float: 0 } });
    return writer.elementWise('Mul', [isAbove!, writer.name(dy!)], 'f32');
  },
  tensorflow: ({ inputs: [y, dy] }, writer) => {
    const zero = writer.floats([0], []);
    const [isAbove] = writer.add('Greater', [writer.name(y!), zero]);
    return writer.add('SelectV2', [isAbove!, writer.name(dy!), zero]);
  },
});
