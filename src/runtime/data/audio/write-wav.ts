/**
 * Writes a wav file of one channel, 16-bit PCM.
 *
 * `samples` [sampleCount] lie in -1 to 1 and are rounded to the nearest of 65 536 steps; what lies outside is clipped. `rateHz` is a whole
 * number of samples a second. A clip that `readWav` read from 16-bit mono is written back bit for bit.
 */
export function writeWav(samples: Float32Array | Float64Array, rateHz: number): Uint8Array {
  const headerBytes = 44;
  const dataBytes = samples.length * 2;
  const bytes = new Uint8Array(headerBytes + dataBytes);
  const view = new DataView(bytes.buffer);
  const text = (at: number, letters: string): void => bytes.set(Buffer.from(letters, 'latin1'), at);

  text(0, 'RIFF');
  view.setUint32(4, headerBytes - 8 + dataBytes, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true); // length of the format chunk
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, 1, true); // channels
  view.setUint32(24, rateHz, true);
  view.setUint32(28, rateHz * 2, true); // bytes a second
  view.setUint16(32, 2, true); // bytes a block
  view.setUint16(34, 16, true); // bits a sample
  text(36, 'data');
  view.setUint32(40, dataBytes, true);
  for (let index = 0; index < samples.length; index++) {
    const sample = samples[index]!;
    if (Number.isNaN(sample)) throw new Error(`sample ${index} to write is NaN (a bug of emoc)`);
    view.setInt16(headerBytes + index * 2, Math.max(-32768, Math.min(32767, Math.round(sample * 32768))), true);
  }
  return bytes;
}
