import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { type Audio, makeAudio } from './audio.ts';
import { findChunks } from './wav-chunks.ts';
import { readFormat } from './wav-format.ts';
import { readSamples } from './wav-samples.ts';

/**
 * Reads a wav file: PCM of 8, 16, 24 or 32 bits or floats of 32 or 64 bits, plain or WAVE_FORMAT_EXTENSIBLE, RIFF, RIFX, RF64 or BW64, any
 * rate, any number of channels (mixed down by their mean).
 *
 * `bytes` is the whole file, `file` its name in diagnostics. A file that cannot be read is a `Failure` with one diagnostic: not a wav
 * (E0701), truncated (E0702), without samples (E0703), without a usable rate (E0704), in another encoding (E0705), with a sample that is not
 * finite (E0706), with a broken header (E0707).
 *
 * @example
 * const { samples, rateHz } = readWav(readFileSync('clip.wav'), 'clip.wav');
 */
export function readWav(bytes: Uint8Array, file: string): Audio {
  const chunks = findChunks(bytes, file);
  const format = readFormat(chunks, file);
  const samples = readSamples(chunks, format);
  if (samples.length === 0) throw new Failure(report.wavWithoutSamples({ file }, { file, found: chunks.data.length }));
  if (format.isFloat) requireFinite(samples, format.rateHz, file);
  return makeAudio(samples, format.rateHz, format.channels);
}

function requireFinite(samples: Float32Array, rateHz: number, file: string): void {
  const index = samples.findIndex((sample) => !Number.isFinite(sample));
  if (index === -1) return;
  const count = samples.reduce((sum, sample) => sum + (Number.isFinite(sample) ? 0 : 1), 0);
  const found = String(samples[index]);
  throw new Failure(
    report.wavSampleNotFinite({ file }, { file, index: index + 1, time: (index / rateHz).toFixed(3), found, count }),
  );
}
