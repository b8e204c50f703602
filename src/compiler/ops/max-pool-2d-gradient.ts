import { type Dimension, product } from '../graph/dimension.ts';
import type { Node, Value } from '../graph/graph.ts';
import type { OnnxWriter } from '../graph/onnx-writer.ts';
import { defineOp, type Op } from '../graph/op.ts';
import { floats, sizeOf } from '../graph/tensor.ts';
import { blockedMaxPool } from './_blocked-convolution.ts';
import { byteCode, filled, floatCode } from './_onnx.ts';
import { forEachWindow, type Pooling } from './_pooling.ts';
import { channelsLast, tensorflowPooling, toChannelsFirst } from './_tensorflow-images.ts';

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
  onnx: (node, writer, attributes) => {
    const { kernel, strides } = attributes;
    const x = node.inputs[0] as Value;
    if (isTiling(node, attributes)) return (writer.isMadeInBlocks(writer.name(x)) ? byPlace : byMask)(node, writer, attributes);
    const [, index] = writer.add('MaxPool', [writer.name(x)], { kernel_shape: kernel, strides }, { outputs: 2 });
    const isOverlapping = kernel.some((size, axis) => size > (strides[axis] as number));
    return (isOverlapping ? addAt : putAt)(node, writer, index as string, attributes);
  },
  tensorflow: ({ inputs }, writer, pooling) => {
    const images = inputs.map((value) => channelsLast(writer, value));
    const [dx] = writer.add('MaxPoolGrad', images, tensorflowPooling(pooling));
    return writer.add('Transpose', [dx!, writer.integers(toChannelsFirst)]);
  },
});

/** Windows that cover an input of known size once, and whose elements a byte can number. */
const isTiling = ({ inputs: [x] }: Node, { kernel, strides }: Pooling): boolean =>
  kernel.reduce((product, size) => product * size, 1) <= 255 &&
  [0, 1].every((axis) => {
    const size = x!.shape[axis + 2];
    return kernel[axis] === strides[axis] && typeof size === 'number' && size % (kernel[axis] as number) === 0;
  });

/**
 * Numbers the elements of each window from the last to the first, keeps the numbers of those that equal the maximum, and lets the largest
 * number win. What belongs to a window is first repeated to the size of the image (`Resize` takes the nearest): passes over whole images run
 * several times faster than pooling for indices, and than broadcasting along axes as short as a window. The numbers are bytes: such passes
 * take as long as their arrays are large.
 */
function byMask({ inputs: [x, y, dy] }: Node, writer: OnnxWriter, { kernel }: Pooling): readonly string[] {
  const [tall, wide] = kernel as readonly [number, number];
  const [height, width] = x!.shape.slice(2).map(Number) as [number, number];
  const repeated = (value: string): string =>
    writer.add('Resize', [value, '', writer.floats([1, 1, tall, wide])], {
      mode: 'nearest',
      nearest_mode: 'floor',
      coordinate_transformation_mode: 'asymmetric',
    })[0] as string;
  const numbers = Array.from({ length: height * width }, (_, place) => {
    const [row, column] = [Math.floor(place / width) % tall, (place % width) % wide];
    return tall * wide - row * wide - column;
  });
  const [isLargest] = writer.add('Equal', [writer.name(x!), repeated(writer.name(y!))]);
  const [number] = writer.add('Where', [isLargest!, writer.bytes(numbers, [height, width]), writer.bytes([0], [])]);
  const [comparable] = writer.add('Cast', [number!], { to: floatCode });
  const [largest] = writer.add('MaxPool', [comparable!], { kernel_shape: kernel, strides: kernel });
  const [winner] = writer.add('Cast', [largest!], { to: byteCode });
  const [isFirst] = writer.add('Equal', [number!, repeated(winner!)]);
  const [winners] = writer.add('Cast', [isFirst!], { to: floatCode });
  return writer.add('Mul', [winners!, repeated(writer.name(dy!))]);
}

/**
 * Of an image whose channels lie in blocks, where poolings cost little: what is largest in each window up to a place comes from poolings of
 * smaller windows at the same corners. From the last place to the second, one that makes it larger takes the gradient from all before it, so
 * that the first maximum has it. All that is arithmetic on arrays as small as the result; the gradients of the places are then put side by side.
 */
function byPlace({ inputs: [x, y, dy] }: Node, writer: OnnxWriter, { kernel }: Pooling): readonly string[] {
  const [tall, wide] = kernel as readonly [number, number];
  const image = { name: writer.name(x!), shape: x!.shape };
  const pooled = (rows: number, columns: number): string => blockedMaxPool(writer, image, [rows, columns], kernel);
  // Whole rows before the place, and the rectangle from the corner to it.
  const largestUpTo = (row: number, column: number): string => {
    if (row === 0) return pooled(1, column + 1);
    return column === wide - 1
      ? pooled(row + 1, wide)
      : (writer.add('Max', [pooled(row, wide), pooled(row + 1, column + 1)])[0] as string);
  };
  const places = Array.from({ length: tall * wide - 1 }, (_, place) => largestUpTo(Math.floor(place / wide), place % wide));
  const largest = [...places, writer.inBlocks(writer.name(y!), y!.shape)];
  let left = writer.inBlocks(writer.name(dy!), dy!.shape);
  const slopes = largest.map(() => left);
  for (let place = largest.length - 1; place > 0; place -= 1) {
    const [isLarger] = writer.add('Greater', [largest[place]!, largest[place - 1]!]);
    const [factor] = writer.add('Cast', [isLarger!], { to: floatCode });
    const [taken] = writer.add('Mul', [left, factor!]) as [string];
    [left] = writer.add('Sub', [left, taken]) as [string];
    slopes[place] = taken;
  }
  slopes[0] = left;
  return [writer.fromBlocks(sideBySide(writer, slopes, y!.shape, kernel), x!.shape)];
}

/** Puts images in blocks together, one for each place of a window, so that each window's places lie as they do in an image. */
function sideBySide(
  writer: OnnxWriter,
  images: readonly string[],
  shape: readonly Dimension[],
  kernel: readonly number[],
): string {
  const [tall, wide] = kernel as readonly [number, number];
  const block = writer.channelBlock as number;
  const [batch, channels, rows, columns] = shape as readonly [Dimension, number, number, number];
  const onePlace = writer.shape([batch, channels / block, rows, 1, columns, block]);
  const places = images.map((each) => writer.add('Reshape', [each, onePlace])[0] as string);
  const lines = Array.from({ length: tall }, (_, line) => {
    const [joined] = writer.add('Concat', places.slice(line * wide, (line + 1) * wide), { axis: 5 });
    return joined as string;
  });
  const [whole] = writer.add('Concat', lines, { axis: 3 });
  return writer.add('Reshape', [whole!, writer.shape([batch, channels, rows * tall, columns * wide])])[0] as string;
}

/** Windows apart: each element has one gradient at most. */
const putAt = ({ inputs: [x, , dy] }: Node, writer: OnnxWriter, index: string, { kernel, strides }: Pooling): readonly string[] =>
  writer.add('MaxUnpool', [writer.name(dy!), index, writer.shape(x!.shape)], {
    kernel_shape: kernel,
    strides,
  });

/** Windows that overlap: an element may be the maximum of several. */
function addAt({ inputs: [x, , dy] }: Node, writer: OnnxWriter, index: string): readonly string[] {
  const flat = writer.longs([-1]);
  const [places] = writer.add('Reshape', [index, flat]);
  const [gradient] = writer.add('Reshape', [writer.name(dy!), flat]);
  const zeros = filled(writer, 0, [product(x!.shape)]);
  const [sums] = writer.add('ScatterElements', [zeros, places!, gradient!], {
    axis: 0,
    reduction: 'add',
  });
  return writer.add('Reshape', [sums!, writer.shape(x!.shape)]);
}
