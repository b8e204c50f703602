import { copyPlanes } from '../../data/planes.ts';
import { type Samples, type SamplesOf, samplesOf } from '../../data/samples.ts';
import { defineFrontEnd } from '../define-front-end.ts';

/**
 * `flatten`: everything of a sample in one vector. A sequence of exact length frame by frame, frames that a short one lacks as zeros; an image
 * channel by channel and in each row by row, 8-bit values as 0 to 1.
 */
export const flatten = defineFrontEnd({
  name: 'flatten',
  apply: (input) => (input.kind === 'image' ? flatImages(input) : flatSequences(input)),
});

function flatSequences(input: Samples): SamplesOf<'vec'> {
  const { width, offsets, data, exactLength } = samplesOf(input, 'seq');
  if (exactLength === null) throw new Error('flatten wants sequences of exact length (a bug of emoc)');
  const rowCount = offsets.length - 1;
  const flat = exactLength * width;
  if (data.length === rowCount * flat) return { kind: 'vec', width: flat, data };
  const padded = new Float32Array(rowCount * flat);
  for (let row = 0; row < rowCount; row += 1) {
    padded.set(data.subarray((offsets[row] as number) * width, (offsets[row + 1] as number) * width), row * flat);
  }
  return { kind: 'vec', width: flat, data: padded };
}

function flatImages(image: SamplesOf<'image'>): SamplesOf<'vec'> {
  const flat = image.height * image.width * image.channels;
  const data = new Float32Array(image.data.length);
  for (let row = 0; row * flat < data.length; row += 1) copyPlanes(image, row, data, row);
  return { kind: 'vec', width: flat, data };
}
