import type { WavChunks } from './wav-chunks.ts';
import type { WavFormat } from './wav-format.ts';

/** Reads one stored value on the scale of `Audio`. */
type ReadSample = (view: DataView, at: number, isLittleEndian: boolean) => number;

/** Integers are left-justified in their bytes and signed, except those of one byte, which are 0..255 with silence at 128. */
const readers: Readonly<Record<string, ReadSample>> = {
  integer1: (view, at) => (view.getUint8(at) - 128) / 0x80,
  integer2: (view, at, little) => view.getInt16(at, little) / 0x8000,
  integer3: (view, at, little) => {
    const low = view.getUint16(little ? at : at + 1, little);
    const high = view.getInt8(little ? at + 2 : at);
    return (high * 0x10000 + low) / 0x800000;
  },
  integer4: (view, at, little) => view.getInt32(at, little) / 0x80000000,
  float4: (view, at, little) => view.getFloat32(at, little),
  float8: (view, at, little) => view.getFloat64(at, little),
};

/** Decodes the samples and mixes the channels down by their mean, [floor(data bytes / bytes of a block)]. An incomplete last block is left out. */
export function readSamples(
  { view, isLittleEndian, data }: WavChunks,
  { isFloat, bytesPerSample, channels }: WavFormat,
): Float32Array {
  const read = readers[`${isFloat ? 'float' : 'integer'}${bytesPerSample}`];
  if (read === undefined) throw new Error(`no reader for ${bytesPerSample} bytes (a bug of emoc)`);
  const samples = new Float32Array(Math.floor(data.length / (bytesPerSample * channels)));
  let at = data.start;
  for (let index = 0; index < samples.length; index++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++, at += bytesPerSample) sum += read(view, at, isLittleEndian);
    samples[index] = sum / channels;
  }
  return samples;
}
