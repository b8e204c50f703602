import type { Value } from '../graph/graph.ts';
import { defineOp, type Op, ShapeError } from '../graph/op.ts';
import { sizeOf, zeros } from '../graph/tensor.ts';
import { broadcastIndex, broadcastShapes, sumTo } from './_broadcast.ts';
import { scalar } from './_scalar.ts';

/** `select(condition, a, b)`: `a` where the condition holds, else `b`; all three broadcast. */
export const select: Op = defineOp({
  name: 'select',
  attributes: {},
  shape: ([condition, a, b]) => {
    if (condition!.dtype !== 'bool' || a!.dtype !== b!.dtype || a!.dtype === 'bool')
      throw new ShapeError('select', `takes bool and two of f32 or i32, not ${condition!.dtype}, ${a!.dtype}, ${b!.dtype}`);
    const shape = broadcastShapes('select', condition!.shape, broadcastShapes('select', a!.shape, b!.shape));
    return [{ dtype: a!.dtype, shape }];
  },
  gradient: ({ inputs, outputGradients: [dy], wants, g }) => {
    const [condition, a, b] = inputs as readonly [Value, Value, Value];
    return [
      null,
      wants[1] ? sumTo(g, g.call(select, [condition, dy!, scalar(g, 0)]), a) : null,
      wants[2] ? sumTo(g, g.call(select, [condition, scalar(g, 0), dy!]), b) : null,
    ];
  },
  flops: (_, [y]) => sizeOf(y!),
  evaluate: ([condition, a, b]) => {
    const shape = broadcastShapes('select', condition!.shape, broadcastShapes('select', a!.shape, b!.shape)) as number[];
    const result = zeros(a!.dtype, shape);
    const [asked, left, right] = [condition!, a!, b!].map((value) => broadcastIndex(value.shape, shape));
    for (let place = 0; place < result.data.length; place += 1) {
      result.data[place] = (
        condition!.data[asked![place] as number] === 1 ? a!.data[left![place] as number] : b!.data[right![place] as number]
      ) as number;
    }
    return [result];
  },
  onnx: ({ inputs }, writer) =>
    writer.add(
      'Where',
      inputs.map((value) => writer.name(value)),
    ),
  tensorflow: ({ inputs }, writer) =>
    writer.add(
      'SelectV2',
      inputs.map((value) => writer.name(value)),
    ),
});
