import { product } from '../graph/dimension.ts';
import type { Node, Value } from '../graph/graph.ts';
import type { OnnxWriter } from '../graph/onnx-writer.ts';
import { defineOp, type Op } from '../graph/op.ts';
import { floats, sizeOf } from '../graph/tensor.ts';
import { filled } from './_onnx.ts';
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
  // Both repeat the pooling for its indices, which is exact on ties. Masks made by comparison and a second pooling are exact too, but took
  // four times as long as indices do: ONNX Runtime broadcasts slowly along axes of two.
  onnx: (node, writer, attributes) => {
    const { kernel, strides } = attributes;
    const x = node.inputs[0] as Value;
    const [, index] = writer.add('MaxPool', [writer.name(x)], { kernel_shape: kernel, strides }, { outputs: 2 });
    const isOverlapping = kernel.some((size, axis) => size > (strides[axis] as number));
    return (isOverlapping ? addAt : putAt)(node, writer, index as string, attributes);
  },
});

/** Windows apart: each element has one gradient at most. */
const putAt = ({ inputs: [x, , dy] }: Node, writer: OnnxWriter, index: string, { kernel, strides }: Pooling): readonly string[] =>
  writer.add('MaxUnpool', [writer.name(dy!), index, writer.shape(x!.shape)], { kernel_shape: kernel, strides });

/** Windows that overlap: an element may be the maximum of several. */
function addAt({ inputs: [x, , dy] }: Node, writer: OnnxWriter, index: string): readonly string[] {
  const flat = writer.longs([-1]);
  const [places] = writer.add('Reshape', [index, flat]);
  const [gradient] = writer.add('Reshape', [writer.name(dy!), flat]);
  const zeros = filled(writer, 0, [product(x!.shape)]);
  const [sums] = writer.add('ScatterElements', [zeros, places!, gradient!], { axis: 0, reduction: 'add' });
  return writer.add('Reshape', [sums!, writer.shape(x!.shape)]);
}
