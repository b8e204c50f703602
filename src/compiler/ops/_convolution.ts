import { type Dimension, printShape } from '../graph/dimension.ts';
import type { OnnxAttribute } from '../graph/onnx-writer.ts';
import { ShapeError } from '../graph/op.ts';

/** Geometry that a convolution shares with its two gradients. Lists are [height, width]; `pads` is [top, left, bottom, right]. */
export type Convolution = {
  readonly strides: readonly number[];
  readonly pads: readonly number[];
  readonly dilations: readonly number[];
};

export const plainConvolution: Convolution = { strides: [1, 1], pads: [0, 0, 0, 0], dilations: [1, 1] };

/** How many places a window of `kernel` steps takes along an axis. A symbolic size is possible where the result is as long as the input. */
function placesOf(
  op: string,
  size: Dimension,
  kernel: number,
  axis: 0 | 1,
  { strides, pads, dilations }: Convolution,
): Dimension {
  const padding = (pads[axis] as number) + (pads[axis + 2] as number);
  const reach = (dilations[axis] as number) * (kernel - 1);
  const stride = strides[axis] as number;
  if (stride === 1 && padding === reach) return size;
  if (typeof size === 'string')
    throw new ShapeError(op, `the size ${size} would change by ${padding - reach} at stride ${stride}`);
  const places = Math.floor((size + padding - reach - 1) / stride) + 1;
  if (places < 1) throw new ShapeError(op, `a window of ${reach + 1} does not fit in ${size + padding}`);
  return places;
}

/** `x [B, C, H, W]` with a kernel `[O, C, h, w]` gives `[B, O, H', W']`. */
export function convolvedShape(
  op: string,
  x: readonly Dimension[],
  kernel: readonly Dimension[],
  geometry: Convolution,
): Dimension[] {
  const [batch, channels, height, width] = x;
  const [kernels, alsoChannels, tall, wide] = kernel;
  if (x.length !== 4 || kernel.length !== 4 || channels !== alsoChannels || typeof tall !== 'number' || typeof wide !== 'number')
    throw new ShapeError(op, `${printShape(kernel)} is no kernel for ${printShape(x)}`);
  return [
    batch as Dimension,
    kernels as Dimension,
    placesOf(op, height as Dimension, tall, 0, geometry),
    placesOf(op, width as Dimension, wide, 1, geometry),
  ];
}

/**
 * A run of products: one element of the kernel, by its flat index, times `count` elements of `x` that start at `x` and lie `step` apart, each
 * for one element of `y`; those start at `y` and lie together.
 */
type VisitRun = (kernel: number, x: number, step: number, y: number, count: number) => void;

type Shape = readonly number[];

/** Visits every product of a convolution, in runs along the width: `y[run] += kernel * x[run]`. The gradients are the same visits. */
export function forEachRun(x: Shape, kernel: Shape, y: Shape, geometry: Convolution, visit: VisitRun): void {
  const [batch, channels, height, width] = x as readonly [number, number, number, number];
  const [kernels, , tall, wide] = kernel as readonly [number, number, number, number];
  const [, , rows, columns] = y as readonly [number, number, number, number];
  const [down, step] = geometry.strides as readonly [number, number];
  const [top, left] = geometry.pads as readonly [number, number];
  const [apart, aside] = geometry.dilations as readonly [number, number];
  for (let sample = 0; sample < batch; sample += 1) {
    for (let pair = 0; pair < kernels * channels; pair += 1) {
      const channel = pair % channels;
      const output = (pair - channel) / channels;
      for (let tap = 0; tap < tall * wide; tap += 1) {
        const tapColumn = tap % wide;
        const shift = tapColumn * aside - left;
        const first = Math.max(0, Math.ceil(-shift / step));
        const count = Math.min(columns, Math.floor((width - 1 - shift) / step) + 1) - first;
        if (count <= 0) continue;
        for (let row = 0; row < rows; row += 1) {
          const line = row * down + ((tap - tapColumn) / wide) * apart - top;
          if (line < 0 || line >= height) continue;
          visit(
            pair * tall * wide + tap,
            ((sample * channels + channel) * height + line) * width + first * step + shift,
            step,
            ((sample * kernels + output) * rows + row) * columns + first,
            count,
          );
        }
      }
    }
  }
}

/** Multiply-adds count 2: every output element is a sum over the kernel's window. */
export const convolutionFlops = (y: Shape, kernel: Shape): number =>
  2 * [...y, ...kernel.slice(1)].reduce((total, size) => total * size, 1);

/** ONNX attributes of `Conv` and `ConvTranspose`. */
export const onnxGeometry = (kernel: readonly Dimension[], geometry: Convolution): Record<string, OnnxAttribute> => ({
  kernel_shape: kernel.slice(2) as number[],
  strides: geometry.strides,
  pads: geometry.pads,
  dilations: geometry.dilations,
});
