/** Builds wav files byte by byte, so that tests can break each field. */

/** A chunk with its padding byte. */
export function chunk(id: string, content: Uint8Array, isBig = false): Uint8Array {
  const bytes = new Uint8Array(8 + content.length + (content.length % 2));
  bytes.set(Buffer.from(id, 'latin1'));
  new DataView(bytes.buffer).setUint32(4, content.length, !isBig);
  bytes.set(content, 8);
  return bytes;
}

/** A file of these chunks; `length` is what its header says, by default the truth. */
export function riff(chunks: readonly Uint8Array[], { id = 'RIFF', length }: { id?: string; length?: number } = {}): Uint8Array {
  const content = Buffer.concat([Buffer.from('WAVE', 'latin1'), ...chunks]);
  const bytes = new Uint8Array(8 + content.length);
  bytes.set(Buffer.from(id, 'latin1'));
  new DataView(bytes.buffer).setUint32(4, length ?? content.length, id !== 'RIFX');
  bytes.set(content, 8);
  return bytes;
}

interface FormatSettings {
  readonly tag: number;
  readonly bits: number;
  readonly subformat?: number;
  readonly channels?: number;
  readonly rateHz?: number;
  readonly blockBytes?: number;
  readonly isBig?: boolean;
}

/** A format chunk; one with a `subformat` is extensible. */
export function formatChunk({
  tag,
  bits,
  subformat,
  channels = 1,
  rateHz = 16000,
  blockBytes,
  isBig = false,
}: FormatSettings): Uint8Array {
  const content = new Uint8Array(subformat === undefined ? 16 : 40);
  const view = new DataView(content.buffer);
  const block = blockBytes ?? channels * Math.ceil(bits / 8);
  view.setUint16(0, tag, !isBig);
  view.setUint16(2, channels, !isBig);
  view.setUint32(4, rateHz, !isBig);
  view.setUint32(8, rateHz * block, !isBig);
  view.setUint16(12, block, !isBig);
  view.setUint16(14, bits, !isBig);
  if (subformat !== undefined) {
    view.setUint16(16, 22, !isBig);
    view.setUint16(18, bits, !isBig);
    view.setUint16(24, subformat, !isBig);
    content.set(Buffer.from('000000001000800000aa00389b71', 'hex'), 26);
  }
  return chunk('fmt ', content, isBig);
}

/** Samples in -1..1 as integers: bytes of 8 bits around 128, else signed. */
export function integerData(samples: readonly number[], bits: number, isBig = false): Uint8Array {
  const width = bits / 8;
  return Uint8Array.from(
    samples.flatMap((sample) => {
      const value = Math.round(sample * 2 ** (bits - 1)) + (bits === 8 ? 128 : 0);
      const little = Array.from({ length: width }, (_, index) => Math.floor(value / 256 ** index) & 255);
      return isBig ? little.reverse() : little;
    }),
  );
}

/** Samples as floats of 32 or 64 bits. */
export function floatData(samples: readonly number[], bits: number, isBig = false): Uint8Array {
  const view = new DataView(new ArrayBuffer((samples.length * bits) / 8));
  for (const [index, sample] of samples.entries()) {
    if (bits === 32) view.setFloat32(index * 4, sample, !isBig);
    else view.setFloat64(index * 8, sample, !isBig);
  }
  return new Uint8Array(view.buffer);
}
