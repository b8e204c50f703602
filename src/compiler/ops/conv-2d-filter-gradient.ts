import { type Dimension, product } from '../graph/dimension.ts';
import type { Value } from '../graph/graph.ts';
import type { OnnxWriter } from '../graph/onnx-writer.ts';
import { defineOp, type Op, ShapeError } from '../graph/op.ts';
import { floats } from '../graph/tensor.ts';
import type { TensorflowWriter } from '../graph/tensorflow-writer.ts';
import { type Convolution, convolutionFlops, convolvedShape, forEachRun, plainConvolution } from './_convolution.ts';
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
  // Channels first, so that each tap of the window is a long block and the whole gradient one product: [O, B H' W'] times [h w C, B H' W']'.
  onnx: ({ inputs: [x, dy] }, writer, { shape, ...geometry }) => {
    const [kernels, channels, tall, wide] = shape as readonly [number, number, number, number];
    const [batch, , rows, columns] = dy!.shape as readonly [Dimension, Dimension, Dimension, Dimension];
    const places = product([batch, rows, columns]);
    const [channelsFirst] = writer.add('Transpose', [writer.name(x!)], { perm: [1, 0, 2, 3] });
    const [top, left, bottom, right] = geometry.pads as readonly [number, number, number, number];
    const [padded] = geometry.pads.every((size) => size === 0)
      ? [channelsFirst]
      : writer.add('Pad', [channelsFirst!, writer.longs([0, 0, top, left, 0, 0, bottom, right]), writer.floats([0], [])]);
    const taps = Array.from({ length: tall * wide }, (_, tap) =>
      windowOf(writer, padded!, [Math.floor(tap / wide), tap % wide], [rows, columns], geometry),
    );
    const [stacked] = taps.length === 1 ? taps : writer.add('Concat', taps, { axis: 0 });
    const [patches] = writer.add('Reshape', [stacked!, writer.shape([taps.length * channels, places])]);
    const [kernelsFirst] = writer.add('Transpose', [writer.name(dy!)], { perm: [1, 0, 2, 3] });
    const [flat] = writer.add('Reshape', [kernelsFirst!, writer.shape([kernels, places])]);
    const [byTap] = writer.add('Gemm', [flat!, patches!], { transB: 1 });
    const [apart] = writer.add('Reshape', [byTap!, writer.longs([kernels, taps.length, channels])]);
    const [byChannel] = writer.add('Transpose', [apart!], { perm: [0, 2, 1] });
    return writer.add('Reshape', [byChannel!, writer.longs(shape)]);
  },
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
