import type { SamplesOf } from './samples.ts';

/** Copies image `from` of the samples [n, H, W, C] to place `to` of an array [m, C, H, W]; 8-bit values become 0 to 1. */
export function copyPlanes(image: SamplesOf<'image'>, from: number, target: Float32Array, to: number): void {
  const { height, width, channels, data } = image;
  const [plane, pixels] = [height * width, height * width * channels];
  const divisor = data instanceof Uint8Array ? 255 : 1;
  for (let channel = 0; channel < channels; channel += 1) {
    let source = from * pixels + channel;
    let at = to * pixels + channel * plane;
    for (const end = at + plane; at < end; at += 1, source += channels) target[at] = (data[source] as number) / divisor;
  }
}
