import { type Dimension, isSameShape, printShape, product, resolveShape } from '../graph/dimension.ts';
import type { Node, Value } from '../graph/graph.ts';
import type { OnnxWriter } from '../graph/onnx-writer.ts';
import { defineOp, type Op, ShapeError } from '../graph/op.ts';
import { floats } from '../graph/tensor.ts';
import type { TensorflowWriter } from '../graph/tensorflow-writer.ts';
import { blockedConvolution, blockedTurnedKernel, isBlockable } from './_blocked-convolution.ts';
import {
  type Convolution,
  convolutionFlops,
  convolvedShape,
  forEachRun,
  onnxGeometry,
  plainConvolution,
} from './_convolution.ts';
import { toTheEnd } from './_onnx.ts';
import { writePad } from './_tensorflow.ts';
import {
  channelsLast,
  isDilated,
  isPadded,
  isSame,
  kernelLast,
  padImage,
  tensorflowConvolution,
  toChannelsFirst,
} from './_tensorflow-images.ts';

type InputGradient = Convolution & { readonly shape: readonly Dimension[] };

/** Gradient of a convolution by its input of `shape`: `dy [B, O, H', W']` and `kernel [O, C, h, w]` give `[B, C, H, W]`. */
export const conv2dInputGradient: Op<InputGradient> = defineOp<InputGradient>({
  name: 'conv2dInputGradient',
  attributes: { ...plainConvolution, shape: [] },
  shape: ([dy, kernel], { shape, ...geometry }) => {
    const whole = convolvedShape('conv2dInputGradient', shape, kernel!.shape, geometry);
    if (!isSameShape(whole, dy!.shape))
      throw new ShapeError(
        'conv2dInputGradient',
        `${printShape(shape)} convolved is ${printShape(whole)}, not ${printShape(dy!.shape)}`,
      );
    return [{ dtype: 'f32', shape }];
  },
  flops: ([dy, kernel]) => convolutionFlops(dy!, kernel!),
  evaluate: ([dy, kernel], { shape, ...geometry }, { bindings }) => {
    const dx = floats(resolveShape(shape, bindings));
    const [source, weights] = [dy!.data as Float64Array, kernel!.data as Float64Array];
    forEachRun(dx.shape, kernel!.shape, dy!.shape, geometry, (tap, to, step, from, count) => {
      const factor = weights[tap] as number;
      for (let place = 0; place < count; place += 1) {
        const target = to + place * step;
        dx.data[target] = (dx.data[target] as number) + factor * (source[from + place] as number);
      }
    });
    return [dx];
  },
  onnx: (node, writer, { shape, ...geometry }) => {
    const { strides, pads, dilations } = geometry;
    const [dy, kernel] = node.inputs;
    if (isTurnable(kernel!.shape, geometry)) {
      const [kernels, channels, ...window] = kernel!.shape as readonly [Dimension, Dimension, number, number];
      if (isBlockable(writer, writer.name(dy!), window, kernels, channels)) return turnedInBlocks(node, writer, geometry);
      if (writer.isParallel) return turnedConvolution(node, writer, geometry);
    }
    // Rows of the input behind the last full stride got no window; ConvTranspose must be told to make them.
    const unread = [0, 1].map((axis) => {
      const size = shape[axis + 2] as Dimension;
      if (typeof size === 'string') return 0;
      const reach = (dilations[axis] as number) * ((kernel!.shape[axis + 2] as number) - 1);
      const places = dy!.shape[axis + 2] as number;
      const padding = (pads[axis] as number) + (pads[axis + 2] as number);
      return size + padding - reach - 1 - (places - 1) * (strides[axis] as number);
    });
    return writer.add('ConvTranspose', [writer.name(dy!), writer.name(kernel!)], {
      ...onnxGeometry(kernel!.shape, geometry),
      output_padding: unread,
    });
  },
  tensorflow: ({ inputs }, writer, { shape, ...geometry }) => {
    const [dy, kernel] = inputs as readonly [Value, Value];
    const [batch, channels, ...size] = shape as readonly [Dimension, Dimension, Dimension, Dimension];
    const window = kernel.shape.slice(2) as number[];
    const isDirect = !isPadded(geometry) || isSame(size, window, geometry);
    const isKnown = size.every((side) => typeof side === 'number');
    if (isDilated(geometry) || !(isDirect || isKnown)) return rotatedConvolution(writer, dy, kernel, size, geometry);
    const [top, left, bottom, right] = geometry.pads as readonly [number, number, number, number];
    const around = isDirect ? size : [+(size[0] as number) + top + bottom, +(size[1] as number) + left + right];
    const [whole] = writer.add(
      'Conv2DBackpropInput',
      [writer.shape([batch, ...around, channels]), kernelLast(writer, kernel), channelsLast(writer, dy)],
      tensorflowConvolution(geometry, isDirect && isPadded(geometry) ? 'SAME' : 'VALID'),
    );
    const [dx] = isDirect
      ? [whole]
      : writer.add('Slice', [whole!, writer.integers([0, top, left, 0]), writer.shape([-1, ...size, -1])]);
    return writer.add('Transpose', [dx!, writer.integers(toChannelsFirst)]);
  },
});

/** Without strides, and with no more padding than a window reaches over the border. */
const isTurnable = (kernel: readonly Dimension[], { strides, pads, dilations }: Convolution): boolean =>
  strides.every((stride) => stride === 1) &&
  pads.every((padding, side) => padding <= (dilations[side % 2] as number) * ((kernel[2 + (side % 2)] as number) - 1));

/**
 * The gradient as a convolution of `dy` with the kernel turned by 180 degrees, inputs and outputs swapped. `ConvTranspose` adds up what
 * windows share on one thread; a convolution has nothing to add up.
 */
function turnedConvolution({ inputs }: Node, writer: OnnxWriter, { pads, ...geometry }: Convolution): readonly string[] {
  const [dy, kernel] = inputs as readonly [Value, Value];
  const swapped = writer.transpose(writer.name(kernel), [1, 0, 2, 3]);
  const [turned] = writer.add('Slice', [
    swapped,
    ...[
      [-1, -1],
      [-toTheEnd, -toTheEnd],
      [2, 3],
      [-1, -1],
    ].map((numbers) => writer.longs(numbers)),
  ]);
  const around = padsAround(kernel.shape, { pads, ...geometry });
  return writer.add('Conv', [writer.name(dy), turned!], onnxGeometry(kernel.shape, { ...geometry, pads: around }));
}

/** The same on blocks of channels, which pays on one thread too. */
function turnedInBlocks({ inputs, outputs: [dx] }: Node, writer: OnnxWriter, geometry: Convolution): readonly string[] {
  const [dy, kernel] = inputs as readonly [Value, Value];
  const operands = {
    image: { name: writer.name(dy), shape: dy.shape },
    kernel: blockedTurnedKernel(writer, { name: writer.name(kernel), shape: kernel.shape }),
    shape: dx!.shape,
  };
  const window = kernel.shape.slice(2) as number[];
  return [blockedConvolution(writer, operands, window, { ...geometry, pads: padsAround(kernel.shape, geometry) })];
}

/** How far windows of the turned convolution reach over the border of `dy`. */
const padsAround = (kernel: readonly Dimension[], { pads, dilations }: Convolution): number[] =>
  pads.map((padding, side) => (dilations[side % 2] as number) * ((kernel[2 + (side % 2)] as number) - 1) - padding);

/**
 * The gradient as a convolution of `dy`, with zeros between its places where the stride skipped some, and the kernel turned by 180 degrees.
 * TensorFlow's own gradient knows no dilation, and must be told sizes that no dimension is, as `T_said + 2`.
 */
function rotatedConvolution(
  writer: TensorflowWriter,
  dy: Value,
  kernel: Value,
  size: readonly Dimension[],
  { strides, pads, dilations }: Convolution,
): readonly string[] {
  const spread = spreadOut(writer, channelsLast(writer, dy), dy.shape, strides);
  const around = [0, 1].map((axis) => {
    const reach = (dilations[axis] as number) * ((kernel.shape[axis + 2] as number) - 1);
    const before = reach - (pads[axis] as number);
    const [whole, places] = [size[axis] as Dimension, dy.shape[axis + 2] as Dimension];
    if (typeof whole === 'string' || typeof places === 'string') return { before, behind: reach - (pads[axis + 2] as number) };
    return { before, behind: whole + reach - before - places * (strides[axis] as number) };
  });
  const image = padImage(writer, spread, [...around.map(({ before }) => before), ...around.map(({ behind }) => behind)]);
  const [last] = writer.add('Transpose', [writer.name(kernel), writer.integers([2, 3, 0, 1])]);
  const [turned] = writer.add('ReverseV2', [last!, writer.integers([0, 1])]);
  const [dx] = writer.add('Conv2D', [image, turned!], tensorflowConvolution({ strides: [1, 1], dilations }, 'VALID'));
  return writer.add('Transpose', [dx!, writer.integers(toChannelsFirst)]);
}

/** An image [B, H, W, C] with `stride - 1` zeros behind each place, along both sides. Sides with strides have known sizes. */
function spreadOut(writer: TensorflowWriter, image: string, shape: readonly Dimension[], strides: readonly number[]): string {
  if (strides.every((stride) => stride === 1)) return image;
  const [, channels, height, width] = shape as readonly [Dimension, Dimension, Dimension, Dimension];
  const [down, along] = strides as readonly [number, number];
  const [apart] = writer.add('Reshape', [image, writer.shape([shape[0] as Dimension, height, 1, width, 1, channels])]);
  const amounts = [0, 0, down - 1, 0, along - 1, 0].map((zeros) => [0, zeros]);
  const [filled] = writePad(writer, apart!, amounts);
  const spread = [shape[0] as Dimension, product([height, down]), product([width, along]), channels];
  return writer.add('Reshape', [filled!, writer.shape(spread)])[0] as string;
}
