import { type Dimension, product } from '../graph/dimension.ts';
import type { Node, Value } from '../graph/graph.ts';
import type { OnnxWriter } from '../graph/onnx-writer.ts';
import { defineOp, type Op, ShapeError } from '../graph/op.ts';
import { floats } from '../graph/tensor.ts';
import type { TensorflowWriter } from '../graph/tensorflow-writer.ts';
import {
  type Convolution,
  convolutionFlops,
  convolvedShape,
  forEachRun,
  onnxGeometry,
  plainConvolution,
} from './_convolution.ts';
import { sumOf } from './_onnx.ts';
import { channelsLast, isDilated, padded, padImage, tensorflowConvolution, toKernelFirst } from './_tensorflow-images.ts';

type FilterGradient = Convolution & { readonly shape: readonly number[] };

/** Gradient of a convolution by its kernel of `shape [O, C, h, w]`: from `x [B, C, H, W]` and `dy [B, O, H', W']`. */
export const conv2dFilterGradient: Op<FilterGradient> = defineOp<FilterGradient>({
  name: 'conv2dFilterGradient',
  attributes: { ...plainConvolution, shape: [] },
  shape: ([x, dy], { shape, ...geometry }) => {
    const whole = convolvedShape('conv2dFilterGradient', x!.shape, shape, geometry);
    if (whole.some((size, axis) => size !== dy!.shape[axis]))
      throw new ShapeError('conv2dFilterGradient', `the result is [${whole.join(', ')}], not [${dy!.shape.join(', ')}]`);
    return [{ dtype: 'f32', shape }];
  },
  flops: ([, dy], [kernel]) => convolutionFlops(dy!, kernel!),
  evaluate: ([x, dy], { shape, ...geometry }) => {
    const kernel = floats(shape);
    const [source, slopes] = [x!.data as Float64Array, dy!.data as Float64Array];
    forEachRun(x!.shape, shape, dy!.shape, geometry, (tap, from, step, to, count) => {
      let total = 0;
      for (let place = 0; place < count; place += 1)
        total += (source[from + place * step] as number) * (slopes[to + place] as number);
      kernel.data[tap] = (kernel.data[tap] as number) + total;
    });
    return [kernel];
  },
  onnx: (node, writer, attributes) =>
    (isBySample(node, attributes, writer.isParallel) ? bySample : byTap)(node, writer, attributes),
  tensorflow: ({ inputs }, writer, { shape, ...geometry }) => {
    const [x, dy] = inputs as readonly [Value, Value];
    const [kernels, channels, tall, wide] = shape as readonly [number, number, number, number];
    if (isDilated(geometry)) return dilatedFilterGradient(writer, x, dy, [tall, wide], geometry);
    const { image, padding } = padded(writer, channelsLast(writer, x), x.shape.slice(2), [tall, wide], geometry);
    const sizes = writer.integers([tall, wide, channels, kernels]);
    const operands = [image, sizes, channelsLast(writer, dy)];
    const [gradient] = writer.add('Conv2DBackpropFilter', operands, tensorflowConvolution(geometry, padding));
    return writer.add('Transpose', [gradient!, writer.integers(toKernelFirst)]);
  },
});

/** Below so many channels a product for each tap is too narrow to be fast. */
const fewChannels = 16;

/** What the windows of one sample see may be so many numbers: all samples' lie in memory at once. */
const mostSeen = 2 ** 18;

/**
 * A product for each sample must be summed over the samples, so it may not be larger than what it is made of. Then it pays on several threads,
 * because the taps of the other way are cut out on one.
 */
function isBySample({ inputs: [, dy] }: Node, { shape }: FilterGradient, isParallel: boolean): boolean {
  const [kernels, channels, tall, wide] = shape as readonly [number, number, number, number];
  const places = product(dy!.shape.slice(2));
  if (channels < fewChannels) return true;
  return isParallel && typeof places === 'number' && kernels <= places && channels * tall * wide * places <= mostSeen;
}

/**
 * Channels first, so that what a tap of the window sees is one long row a channel: a product for each tap, [O, B H' W'] times [C, B H' W']'.
 * Stacking the taps for one product would write and read all of them once more.
 */
function byTap({ inputs: [x, dy] }: Node, writer: OnnxWriter, { shape, ...geometry }: FilterGradient): readonly string[] {
  const [kernels, channels] = shape as readonly [number, number];
  const [batch, , rows, columns] = dy!.shape as readonly [Dimension, Dimension, Dimension, Dimension];
  const places = product([batch, rows, columns]);
  const [kernelsFirst] = writer.add('Transpose', [writer.name(dy!)], { perm: [1, 0, 2, 3] });
  const [slopes] = writer.add('Reshape', [kernelsFirst!, writer.shape([kernels, places])]);
  const [channelsFirst] = writer.add('Transpose', [writer.name(x!)], { perm: [1, 0, 2, 3] });
  const taps = tapsOf(writer, channelsFirst!, [rows, columns], shape, geometry);
  const products = taps.map((tap) => {
    const [seen] = writer.add('Reshape', [tap, writer.shape([channels, places])]);
    return writer.add('Gemm', [slopes!, seen!], { transB: 1 })[0] as string;
  });
  const [joined] = products.length === 1 ? products : writer.add('Concat', products, { axis: 1 });
  const [apart] = writer.add('Reshape', [joined!, writer.longs([kernels, taps.length, channels])]);
  const [byChannel] = writer.add('Transpose', [apart!], { perm: [0, 2, 1] });
  return writer.add('Reshape', [byChannel!, writer.longs(shape)]);
}

/**
 * A product for each sample, [C h w, H' W'] times [O, H' W']', and their sum: nothing large is transposed.
 *
 * What each tap of the window sees of each channel is a convolution with kernels that are 1 at this tap and 0 elsewhere. That is arithmetic
 * on zeros, but it runs on all threads, where a `Slice` for each tap runs on one.
 */
function bySample({ inputs: [x, dy] }: Node, writer: OnnxWriter, { shape, ...geometry }: FilterGradient): readonly string[] {
  const [kernels, channels, tall, wide] = shape as readonly [number, number, number, number];
  const [batch, , rows, columns] = dy!.shape as readonly [Dimension, Dimension, Dimension, Dimension];
  const [taps, places] = [tall * wide, product([rows, columns])];
  const ones = Array.from({ length: channels * taps * taps }, (_, place) => ((place % taps ** 2) % (taps + 1) === 0 ? 1 : 0));
  const [windows] = writer.add('Conv', [writer.name(x!), writer.floats(ones, [channels * taps, 1, tall, wide])], {
    ...onnxGeometry(shape, geometry),
    group: channels,
  });
  if (writer.isMadeInBlocks(writer.name(dy!))) return productsByBlock(writer, windows!, dy!, [kernels, channels, tall, wide]);
  const [seen] = writer.add('Reshape', [windows!, writer.shape([batch, channels * taps, places])]);
  const [slopes] = writer.add('Reshape', [writer.name(dy!), writer.shape([batch, kernels, places])]);
  const [products] = writer.add('FusedMatMul', [seen!, slopes!], { transB: 1 }, { domain: 'com.microsoft' });
  const [total] = writer.add('ReduceSum', [products!, writer.longs([0])], { keepdims: 0 });
  const [kernelsFirst] = writer.add('Transpose', [total!], { perm: [1, 0] });
  return writer.add('Reshape', [kernelsFirst!, writer.longs(shape)]);
}

/** The products of `bySample` with slopes whose channels lie in blocks: [C h w, H' W'] times [H' W', n] for each block of kernels. */
function productsByBlock(writer: OnnxWriter, windows: string, dy: Value, shape: readonly number[]): readonly string[] {
  const [kernels, ...seenAtOnce] = shape as readonly [number, number, number, number];
  const block = writer.channelBlock as number;
  const [batch, , ...sizes] = dy.shape as readonly [Dimension, Dimension, Dimension, Dimension];
  const [elements, places] = [seenAtOnce.reduce((count, size) => count * size, 1), product(sizes)];
  const [seen] = writer.add('Reshape', [windows, writer.shape([batch, 1, elements, places])]);
  const blocked = writer.inBlocks(writer.name(dy), dy.shape);
  const [slopes] = writer.add('Reshape', [blocked, writer.shape([batch, kernels / block, places, block])]);
  const [products] = writer.add('MatMul', [seen!, slopes!]);
  const [total] = writer.add('ReduceSum', [products!, writer.longs([0])], { keepdims: 0 });
  const [kernelsFirst] = writer.add('Transpose', [total!], { perm: [0, 2, 1] });
  return writer.add('Reshape', [kernelsFirst!, writer.longs(shape)]);
}

/** What each element of a kernel of `shape` sees of an image [.., .., H, W]: [.., .., H', W'] each, row by row of the kernel. */
function tapsOf(
  writer: OnnxWriter,
  image: string,
  sizes: readonly Dimension[],
  [, , tall, wide]: readonly number[],
  geometry: Convolution,
): string[] {
  const [top, left, bottom, right] = geometry.pads as readonly [number, number, number, number];
  const [framed] = geometry.pads.every((size) => size === 0)
    ? [image]
    : writer.add('Pad', [image, writer.longs([0, 0, top, left, 0, 0, bottom, right]), writer.floats([0], [])]);
  return Array.from({ length: (tall as number) * (wide as number) }, (_, tap) =>
    windowOf(writer, framed!, [Math.floor(tap / (wide as number)), tap % (wide as number)], sizes, geometry),
  );
}

/** What one element of the kernel sees of the padded input: every stride-th row and column from its own place. */
function windowOf(
  writer: OnnxWriter,
  padded: string,
  tap: readonly number[],
  sizes: readonly Dimension[],
  { strides, dilations }: Convolution,
): string {
  const starts = tap.map((place, axis) => place * (dilations[axis] as number));
  // A symbolic size has stride 1, so the end is the start and the size.
  const ends = sizes.map(
    (size, axis) =>
      [starts[axis] as number, typeof size === 'number' ? (size - 1) * (strides[axis] as number) + 1 : size] as const,
  );
  const [end] = ends.every(([, reach]) => typeof reach === 'number')
    ? [writer.longs(ends.map(([start, reach]) => start + +reach))]
    : writer.add(
        'Concat',
        ends.map(([start, reach]) => sumOf(writer, start, reach)),
        { axis: 0 },
      );
  return writer.add('Slice', [padded, writer.longs(starts), end!, writer.longs([2, 3]), writer.longs(strides)])[0] as string;
}

/**
 * TensorFlow's own gradient knows no dilation. But the gradient is a convolution itself: of the image with the gradient of the result as its
 * kernel, samples in the place of channels, and strides and dilations in each other's place.
 */
function dilatedFilterGradient(
  writer: TensorflowWriter,
  x: Value,
  dy: Value,
  [tall, wide]: readonly [number, number],
  { strides, pads, dilations }: Convolution,
): readonly string[] {
  const [image] = writer.add('Transpose', [writer.name(x), writer.integers([1, 2, 3, 0])]);
  const [kernel] = writer.add('Transpose', [writer.name(dy), writer.integers([2, 3, 0, 1])]);
  const swapped = tensorflowConvolution({ strides: dilations, dilations: strides }, 'VALID');
  const [product] = writer.add('Conv2D', [padImage(writer, image!, pads), kernel!], swapped);
  // Rows behind the last full stride would make the window larger than it is.
  const isExact = strides.every((stride) => stride === 1);
  const [gradient] = isExact
    ? [product]
    : writer.add('Slice', [product!, writer.integers([0, 0, 0, 0]), writer.integers([-1, tall, wide, -1])]);
  return writer.add('Transpose', [gradient!, writer.integers([3, 0, 1, 2])]);
}
