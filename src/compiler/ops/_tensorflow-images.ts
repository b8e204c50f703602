import type { Dimension } from '../graph/dimension.ts';
import type { Value } from '../graph/graph.ts';
import type { TensorflowAttributes, TensorflowWriter } from '../graph/tensorflow-writer.ts';
import type { Convolution } from './_convolution.ts';
import type { Pooling } from './_pooling.ts';
import { writePad } from './_tensorflow.ts';

/** Orders of axes between emoc's images [B, C, H, W] and those that TensorFlow convolves on every device, [B, H, W, C]. */
export const toChannelsFirst = [0, 3, 1, 2];
const toChannelsLast = [0, 2, 3, 1];

/** An image [B, C, H, W] as [B, H, W, C]. */
export const channelsLast = (writer: TensorflowWriter, image: Value): string =>
  writer.add('Transpose', [writer.name(image), writer.integers(toChannelsLast)])[0] as string;

/** A kernel [O, C, h, w] as TensorFlow's [h, w, C, O], and the order back. */
export const kernelLast = (writer: TensorflowWriter, kernel: Value): string =>
  writer.add('Transpose', [writer.name(kernel), writer.integers([2, 3, 1, 0])])[0] as string;
export const toKernelFirst = [3, 2, 0, 1];

export const tensorflowPooling = ({ kernel, strides }: Pooling): TensorflowAttributes => ({
  ksize: { ints: [1, ...kernel, 1] },
  strides: { ints: [1, ...strides, 1] },
  padding: { string: 'VALID' },
  data_format: { string: 'NHWC' },
});

export const isDilated = ({ dilations }: Convolution): boolean => dilations.some((step) => step > 1);
export const isPadded = ({ pads }: Convolution): boolean => pads.some((size) => size > 0);

/**
 * Whether TensorFlow's `SAME` pads as the convolution does: with strides that depends on the size of the image [H, W].
 */
export function isSame(
  image: readonly Dimension[],
  kernel: readonly number[],
  { strides, pads, dilations }: Convolution,
): boolean {
  return [0, 1].every((axis) => {
    const [size, stride] = [image[axis] as Dimension, strides[axis] as number];
    const reach = (dilations[axis] as number) * ((kernel[axis] as number) - 1);
    if (typeof size === 'string' && stride > 1) return false;
    const total = typeof size === 'string' ? reach : Math.max(0, (Math.ceil(size / stride) - 1) * stride + reach + 1 - size);
    const before = Math.floor(total / 2);
    return pads[axis] === before && pads[axis + 2] === total - before;
  });
}

export const tensorflowConvolution = (
  { strides, dilations }: Pick<Convolution, 'strides' | 'dilations'>,
  padding: 'SAME' | 'VALID',
): TensorflowAttributes => ({
  strides: { ints: [1, ...strides, 1] },
  dilations: { ints: [1, ...dilations, 1] },
  padding: { string: padding },
  data_format: { string: 'NHWC' },
});

/**
 * An image [B, H, W, C] with zeros round it: `pads` is [top, left, bottom, right]. A negative number cuts off rows instead.
 */
export function padImage(writer: TensorflowWriter, image: string, pads: readonly number[]): string {
  const [top, left, bottom, right] = pads.map((size) => Math.max(0, size)) as [number, number, number, number];
  const zeros = [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
  const [whole] = zeros.flat().every((size) => size === 0) ? [image] : writePad(writer, image, zeros);
  if (pads.every((size) => size >= 0)) return whole as string;
  const [above, before, below, behind] = pads.map((size) => Math.min(0, size)) as [number, number, number, number];
  // An end that is masked is the end of the image; another one counts from there.
  const ends = [0, below, behind, 0];
  const mask = ends.reduce((bits, end, axis) => (end === 0 ? bits + 2 ** axis : bits), 0);
  const bounds = [[0, -above, -before, 0], ends, [1, 1, 1, 1]].map((bound) => writer.integers(bound));
  return writer.add('StridedSlice', [whole as string, ...bounds], { end_mask: { int: mask } })[0] as string;
}

/** How an image is padded before a convolution reads it: what TensorFlow does by itself, or zeros round it first. */
export function padded(
  writer: TensorflowWriter,
  image: string,
  size: readonly Dimension[],
  kernel: readonly number[],
  geometry: Convolution,
): { readonly image: string; readonly padding: 'SAME' | 'VALID' } {
  if (!isPadded(geometry)) return { image, padding: 'VALID' };
  if (isSame(size, kernel, geometry)) return { image, padding: 'SAME' };
  return { image: padImage(writer, image, geometry.pads), padding: 'VALID' };
}
