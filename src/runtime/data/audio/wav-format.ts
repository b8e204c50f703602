import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { stemOf, type WavChunks } from './wav-chunks.ts';

/** How the samples of a wav file are stored. */
export interface WavFormat {
  readonly isFloat: boolean;
  readonly bytesPerSample: 1 | 2 | 3 | 4 | 8;
  readonly channels: number;
  readonly rateHz: number;
}

/** Highest rate of any converter one can buy; a header that says more is wrong. */
const highestRateHz = 768_000;

const pcm = 0x0001;
const float = 0x0003;
const extensible = 0xfffe;

/** Tail of the GUID in which WAVE_FORMAT_EXTENSIBLE wraps an ordinary format number: -0000-0010-8000-00AA00389B71. */
const waveGuid = '000000001000800000aa00389b71';

/** Format numbers that occur in the wild, from the registry in Microsoft's mmreg.h. */
const encodings = new Map<number, string>([
  [0x0002, 'Microsoft ADPCM'],
  [0x0006, 'G.711 A-law'],
  [0x0007, 'G.711 mu-law'],
  [0x0011, 'IMA ADPCM'],
  [0x0022, 'TrueSpeech'],
  [0x0031, 'GSM 6.10'],
  [0x0040, 'G.721 ADPCM'],
  [0x0045, 'G.726 ADPCM'],
  [0x0050, 'MPEG layer 1 or 2'],
  [0x0055, 'MP3'],
  [0x0092, 'Dolby AC-3 over S/PDIF'],
  [0x00ff, 'AAC'],
  [0x0161, 'Windows Media Audio'],
  [0x0162, 'Windows Media Audio Pro'],
  [0x0163, 'Windows Media Audio lossless'],
  [0x1610, 'AAC'],
  [0x2000, 'Dolby AC-3'],
  [0x674f, 'Ogg Vorbis'],
  [0x6750, 'Ogg Vorbis'],
  [0x6751, 'Ogg Vorbis'],
  [0xf1ac, 'FLAC'],
]);

/** Reads the `fmt ` chunk. Fails with E0704 (rate), E0705 (encoding) or E0707 (fields that are missing or contradict each other). */
export function readFormat({ view, isLittleEndian, format: { start, length } }: WavChunks, file: string): WavFormat {
  const stem = stemOf(file);
  const broken = (why: string): Failure => new Failure(report.wavHeader({ file }, { file, why, stem }));
  const unreadable = (found: string): Failure => new Failure(report.wavEncoding({ file }, { file, found, stem }));
  if (length < 16) throw broken(`its \`fmt\` chunk has ${length} bytes, expected at least 16`);

  const word = (at: number): number => view.getUint16(start + at, isLittleEndian);
  const [tag, channels, blockBytes, bits] = [word(0), word(2), word(12), word(14)];
  const rateHz = view.getUint32(start + 4, isLittleEndian);
  let encoding = tag;
  if (tag === extensible) {
    if (length < 40) throw broken(`its extensible \`fmt\` chunk has ${length} bytes, expected at least 40`);
    const guid = Array.from({ length: 14 }, (_, index) =>
      view
        .getUint8(start + 26 + index)
        .toString(16)
        .padStart(2, '0'),
    ).join('');
    if (guid !== waveGuid) throw unreadable(`a format of its own (GUID ending in ${guid})`);
    encoding = word(24);
  }

  const isFloat = encoding === float;
  if (!isFloat && encoding !== pcm)
    throw unreadable(encodings.get(encoding) ?? `format 0x${encoding.toString(16).padStart(4, '0')}`);
  if (channels === 0) throw broken('it says 0 channels, expected at least 1');
  if (rateHz === 0 || rateHz > highestRateHz) {
    throw new Failure(report.wavSampleRate({ file }, { file, found: rateHz, highest: highestRateHz }));
  }
  const bytesPerSample = Math.ceil(bits / 8);
  const widths: readonly number[] = isFloat ? [4, 8] : [1, 2, 3, 4];
  if (!widths.includes(bytesPerSample) || (isFloat && bits % 8 !== 0))
    throw unreadable(`${isFloat ? 'floats' : 'PCM'} of ${bits} bits`);
  if (blockBytes !== channels * bytesPerSample) {
    throw broken(`it says ${blockBytes} bytes for a sample of all channels, expected ${channels} x ${bytesPerSample}`);
  }
  return { isFloat, bytesPerSample: bytesPerSample as WavFormat['bytesPerSample'], channels, rateHz };
}
