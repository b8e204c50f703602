import type { Dimension } from '../graph/dimension.ts';
import { blockedDomain as domain, type OnnxWriter } from '../graph/onnx-writer.ts';
import { type Convolution, onnxGeometry } from './_convolution.ts';

/** An image or kernel: its name and its shape, [B, C, H, W] or [O, C, h, w]. */
interface Named {
  readonly name: string;
  readonly shape: readonly Dimension[];
}

/**
 * Whether the runner's convolutions on blocks of channels take this one: `outputs` channels from `inputs`. They read the image where it lies,
 * while others first copy what each window sees; a window of one place sees nothing twice, so there only an image that is in blocks pays.
 */
export function isBlockable(
  writer: OnnxWriter,
  image: string,
  window: readonly Dimension[],
  inputs: Dimension,
  outputs: Dimension,
): boolean {
  const block = writer.channelBlock;
  if (block === null || typeof inputs !== 'number' || typeof outputs !== 'number') return false;
  const isWide = inputs % block === 0;
  const hasWindow = window.some((size) => size !== 1);
  return outputs % block === 0 && (isWide ? hasWindow || writer.isMadeInBlocks(image) : inputs < block);
}

/**
 * A convolution on blocks of channels, where `isBlockable` says so: the result of `shape`, made in blocks.
 *
 * An image with fewer channels than a block is read as it is.
 */
export function blockedConvolution(
  writer: OnnxWriter,
  {
    image,
    kernel,
    bias,
    shape,
  }: { readonly image: Named; readonly kernel: string; readonly bias?: string; readonly shape: readonly Dimension[] },
  window: readonly number[],
  geometry: Convolution,
): string {
  const isWide = (image.shape[1] as number) >= (writer.channelBlock as number);
  const source = isWide ? writer.inBlocks(image.name, image.shape) : image.name;
  const operands = [source, kernel, ...(bias === undefined ? [] : [bias])];
  const [blocked] = writer.add('Conv', operands, onnxGeometry([1, 1, ...window], geometry), { domain });
  return writer.fromBlocks(blocked as string, shape);
}

/** The kernel [O, C, h, w] as the blocked convolution reads it: [O / n, C / n, h, w, n of C, n of O], or [O / n, C, h, w, n] of few channels. */
export function blockedKernel(writer: OnnxWriter, { name, shape }: Named): string {
  const block = writer.channelBlock as number;
  const [kernels, channels, tall, wide] = shape as readonly [number, number, number, number];
  const isWide = channels >= block;
  const parts = isWide
    ? [kernels / block, block, channels / block, block, tall, wide]
    : [kernels / block, block, channels, tall, wide];
  const [apart] = writer.add('Reshape', [name, writer.longs(parts)]);
  const [ordered] = writer.add('Transpose', [apart!], { perm: isWide ? [0, 2, 4, 5, 3, 1] : [0, 2, 3, 4, 1] });
  return writer.add('Reshape', [ordered!, writer.longs([kernels, channels, tall, wide])])[0] as string;
}

/** The same of the kernel that leads back from O to C channels, turned by 180 degrees. */
export function blockedTurnedKernel(writer: OnnxWriter, { name, shape }: Named): string {
  const block = writer.channelBlock as number;
  const [kernels, channels, tall, wide] = shape as readonly [number, number, number, number];
  const taps = tall * wide;
  const isWide = kernels >= block;
  const parts = [...(isWide ? [kernels / block, block] : [kernels]), channels / block, block, taps];
  const [apart] = writer.add('Reshape', [name, writer.longs(parts)]);
  const [ordered] = writer.add('Transpose', [apart!], { perm: isWide ? [2, 0, 4, 1, 3] : [1, 0, 3, 2] });
  const backwards = writer.longs(Array.from({ length: taps }, (_, tap) => taps - 1 - tap));
  const [turned] = writer.add('Gather', [ordered!, backwards], { axis: 2 });
  return writer.add('Reshape', [turned!, writer.longs([channels, kernels, tall, wide])])[0] as string;
}

/** The largest of each window of an image, as an image in blocks. */
export function blockedMaxPool(
  writer: OnnxWriter,
  { name, shape }: Named,
  window: readonly number[],
  strides: readonly number[],
): string {
  const [pooled] = writer.add('MaxPool', [writer.inBlocks(name, shape)], { kernel_shape: window, strides }, { domain });
  return pooled as string;
}
