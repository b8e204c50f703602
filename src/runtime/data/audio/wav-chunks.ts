import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { nameOfContent } from '../file-signatures.ts';

/** Where the two chunks that matter lie in a wav file. Offsets and lengths are in bytes. */
export interface WavChunks {
  readonly view: DataView;
  /** False in a RIFX file, which is the same in the other byte order. */
  readonly isLittleEndian: boolean;
  readonly format: { readonly start: number; readonly length: number };
  readonly data: { readonly start: number; readonly length: number };
}

/** From here on a length means "not known": 0xFFFFFFFF is ffmpeg's, 0x7FFFF000 SoX's, 0x80000000 arecord's way of writing to a pipe. */
const unknownLength = 0x7ffff000;

const containers = new Set(['RIFF', 'RIFX', 'RF64', 'BW64']);

export const stemOf = (file: string): string => file.replace(/\.[^./\\]*$/, '');

/**
 * Finds the `fmt ` and `data` chunks of a wav file, in any order and among any others.
 *
 * The length in the RIFF header is not needed and often wrong, so it is ignored where the chunks are whole. A `data` chunk of unknown length
 * (written to a pipe) reaches to the end of the file. A missing padding byte after an odd chunk is forgiven. Anything else that does not add
 * up is a `Failure`: not a wav (E0701), truncated (E0702), a chunk missing (E0707).
 */
export function findChunks(bytes: Uint8Array, file: string): WavChunks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const textAt = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  const looksLikeChunk = (at: number): boolean => at + 8 <= bytes.length && /^[\x20-\x7e]{4}$/.test(textAt(at));
  const truncated = (chunk: string, expected: number): Failure =>
    new Failure(report.wavTruncated({ file }, { file, chunk: chunk.trim(), expected, found: bytes.length }));

  const container = textAt(0);
  if (!containers.has(container) || (bytes.length >= 12 && textAt(8) !== 'WAVE')) {
    const { name, isAudio } = nameOfContent(bytes);
    const how = isAudio ? { stem: stemOf(file) } : { advice: 'put a wav file in its place, or take its row out of the table' };
    throw new Failure(report.wavNotAWav({ file }, { file, found: name, ...how }));
  }
  const isLittleEndian = container !== 'RIFX';
  if (bytes.length < 12) throw truncated(container, 12);

  let long: bigint | undefined;
  let format: WavChunks['format'] | undefined;
  let data: WavChunks['data'] | undefined;
  let at = 12;
  while (at + 8 <= bytes.length) {
    const id = textAt(at);
    const start = at + 8;
    const available = bytes.length - start;
    const announced = view.getUint32(at + 4, isLittleEndian);
    let length = announced;
    if (id === 'data' && data === undefined) {
      if (long !== undefined && announced === 0xffffffff) length = Number(long);
      else if (announced >= unknownLength && announced > available) length = available;
      else if (announced === 0 && available > 0 && !looksLikeChunk(start)) length = available;
      if (length > available) throw truncated(id, start + length);
      data = { start, length };
    } else if (length > available) {
      // What follows the samples and cannot be read is some program's notes, or rubbish: the clip is whole.
      if (format !== undefined && data !== undefined) break;
      throw truncated(id, start + length);
    }
    if (id === 'fmt ' && format === undefined) format = { start, length };
    if (id === 'ds64' && length >= 16) long = view.getBigUint64(start + 8, isLittleEndian);
    at = start + length;
    if (length % 2 === 1 && !looksLikeChunk(at)) at += 1;
  }

  if (format !== undefined && data !== undefined) return { view, isLittleEndian, format, data };
  const missing = format === undefined ? 'fmt' : 'data';
  const whole = view.getUint32(4, isLittleEndian) + 8;
  if (whole < unknownLength && whole > bytes.length) throw truncated(container, whole);
  throw new Failure(
    report.wavHeader(
      { file },
      { file, why: `it has no \`${missing}\` chunk`, advice: 'record or download it again, or take its row out of the table' },
    ),
  );
}
