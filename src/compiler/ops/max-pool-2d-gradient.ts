import { product } from '../graph/dimension.ts';
import type { Node } from '../graph/graph.ts';
import type { OnnxWriter } from '../graph/onnx-writer.ts';
import { defineOp, type Op } from '../graph/op.ts';
import { floats, sizeOf } from '../graph/tensor.ts';
import { forEachWindow, type Pooling } from './_pooling.ts';

/**
 * Gradient of `maxPool2d` by its input `x`, from `x`, the result `y` and `dy`: the first maximum of each window, in reading order, gets all.
 *
 * Sharing by comparing with the maximum alone would count constant regions of an image many times.
 */
export const maxPool2dGradient: Op<Pooling> = defineOp<Pooling>({
  name: 'maxPool2dGradient',
  attributes: { kernel: [2, 2], strides: [2, 2] },
  shape: ([x]) => [{ dtype: 'f32', shape: x!.shape }],
  flops: (_, [dx]) => sizeOf(dx!),
  evaluate: ([x, y, dy], attributes) => {
    const dx = floats(x!.shape);
    forEachWindow(x!, y!.shape, attributes, (place, source) => {
      dx.data[source] = (dx.data[source] as number) + (dy!.data[place] as number);
    });
    return [dx];
  },
  onnx: (node, writer, attributes) => (isTiling(node, attributes) ? byMask : byIndex)(node, writer, attributes),
});

/** Windows that cover the input once: then each element has one window, and a mask says all. */
const isTiling = ({ inputs: [x, y] }: Node, { kernel, strides }: Pooling): boolean =>
  [0, 1].every(
    (axis) => kernel[axis] === strides[axis] && product([y!.shape[axis + 2]!, kernel[axis] as number]) === x!.shape[axis + 2],
  );

/**
 * Numbers the elements of each window from the last to the first, keeps the numbers of those that equal the maximum, and lets the largest
 * number win: element-wise passes and one pooling, all of which run on every thread.
 */
function byMask({ inputs: [x, y, dy] }: Node, writer: OnnxWriter, { kernel }: Pooling): readonly string[] {
  const [tall, wide] = kernel as readonly [number, number];
  const [batch, channels, rows, columns] = y!.shape;
  const split = [product([batch!, channels!]), rows!, tall, columns!, wide];
  const perWindow = writer.shape([split[0]!, rows!, 1, columns!, 1]);
  const [elements] = writer.add('Reshape', [writer.name(x!), writer.shape(split)]);
  const [largest] = writer.add('Reshape', [writer.name(y!), perWindow]);
  const [isLargest] = writer.add('Equal', [elements!, largest!]);
  const numbers = Array.from({ length: tall * wide }, (_, place) => tall * wide - place);
  const [number] = writer.add('Where', [isLargest!, writer.floats(numbers, [1, 1, tall, 1, wide]), writer.floats([0], [])]);
  const [image] = writer.add('Reshape', [number!, writer.shape(x!.shape)]);
  const [winner] = writer.add('MaxPool', [image!], { kernel_shape: kernel, strides: kernel });
  const [winners] = writer.add('Reshape', [winner!, perWindow]);
  const [isFirst] = writer.add('Equal', [number!, winners!]);
  const [gradient] = writer.add('Reshape', [writer.name(dy!), perWindow]);
  const [spread] = writer.add('Where', [isFirst!, gradient!, writer.floats([0], [])]);
  return writer.add('Reshape', [spread!, writer.shape(x!.shape)]);
}

/** Any windows: the pooling repeated for its indices, and a scatter that adds, since windows may overlap. */
function byIndex({ inputs: [x, , dy] }: Node, writer: OnnxWriter, { kernel, strides }: Pooling): readonly string[] {
  const [, index] = writer.add('MaxPool', [writer.name(x!)], { kernel_shape: kernel, strides }, { outputs: 2 });
  const flat = writer.longs([-1]);
  const [places] = writer.add('Reshape', [index!, flat]);
  const [gradient] = writer.add('Reshape', [writer.name(dy!), flat]);
  const [zeros] = writer.add('Expand', [writer.floats([0], []), writer.shape([product(x!.shape)])]);
  const [sums] = writer.add('ScatterElements', [zeros!, places!, gradient!], { axis: 0, reduction: 'add' });
  return writer.add('Reshape', [sums!, writer.shape(x!.shape)]);
}
