import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import type { Audio } from '../../data/audio/audio.ts';
import { withDeltas } from './pyaudio/deltas.ts';
import { midTerm } from './pyaudio/mid-term.ts';
import { columns } from './pyaudio/names.ts';
import { planShortTerm } from './pyaudio/short-term.ts';
import { type PyaudioSettings, windowSizes } from './pyaudio/windows.ts';

/** A sequence of feature vectors. */
export interface AudioFeatures {
  readonly frames: number;
  readonly width: number;
  /** [frames, width], row-major; the columns are those of `pyaudioFeatureNames(width)`. */
  readonly data: Float32Array;
  /** Distance between two rows. Whole samples: at 22 050 Hz a hop of 25 ms is one of 24.99 ms. */
  readonly hopMs: number;
}

/** Extracts features from clips of one sample rate. `file` names the clip in diagnostics. */
export type PyaudioExtractor = (audio: Audio, file: string) => AudioFeatures;

/**
 * Plans the features of pyAudioAnalysis 0.3.14 for clips of `rateHz`: tables and buffers are made once and serve any number of clips.
 *
 * `file` names the clip that asked for this rate. Fails with E0711, E0712 or E0713 where the settings do not suit the rate; the extractor
 * fails with E0710 for a clip shorter than one window.
 */
export function planPyaudio(rateHz: number, settings: PyaudioSettings, file: string): PyaudioExtractor {
  const { windowSamples, hopSamples, midWindowFrames, midHopFrames } = windowSizes(rateHz, settings, file);
  const shortTerm = planShortTerm(rateHz, windowSamples, hopSamples);
  const hopMs = (hopSamples / rateHz) * 1000;

  return (audio, clip) => {
    if (audio.rateHz !== rateHz) throw new Error(`planned for ${rateHz} Hz, given ${audio.rateHz} Hz (a bug of emoc)`);
    requireWindow(audio, windowSamples, settings, clip);
    const rows = shortTerm(audio.samples);
    if (settings.features === 34) return sequence(rows, 34, hopMs);
    const changes = withDeltas(rows, columns.count);
    if (settings.features === 68) return sequence(changes, 68, hopMs);
    return sequence(midTerm(changes, 68, midWindowFrames, midHopFrames), 136, midHopFrames * hopMs);
  };
}

/** Fails as the extraction of a clip would: with E0711, E0712 or E0713 for its rate, or E0710 where it is too short. */
export function checkClip(audio: Audio, settings: PyaudioSettings, file: string): void {
  requireWindow(audio, windowSizes(audio.rateHz, settings, file).windowSamples, settings, file);
}

function requireWindow(audio: Audio, windowSamples: number, settings: PyaudioSettings, file: string): void {
  if (audio.samples.length >= windowSamples) return;
  const holes = { file, found: Number(audio.durationMs.toFixed(1)), window: settings.windowMs };
  throw new Failure(report.audioShorterThanWindow({ file }, holes));
}

const sequence = (rows: Float64Array, width: number, hopMs: number): AudioFeatures => ({
  frames: rows.length / width,
  width,
  data: new Float32Array(rows),
  hopMs,
});

/**
 * Features of one clip, equal to those of pyAudioAnalysis 0.3.14 (Giannakopoulos 2015) within the precision of float32: short-term
 * [frames, 34] or [frames, 68], or mid-term [windows, 136]. `planPyaudio` is the same for many clips.
 *
 * @example
 * pyaudio(readWav(bytes, 'clip.wav'), { windowMs: 50, hopMs: 50, midWindowMs: 1000, midHopMs: 1000, features: 136 }, 'clip.wav');
 */
export const pyaudio = (audio: Audio, settings: PyaudioSettings, file = 'the clip'): AudioFeatures =>
  planPyaudio(audio.rateHz, settings, file)(audio, file);
