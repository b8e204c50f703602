import { type Audio, makeAudio } from './audio.ts';
import { kaiserBeta, kaiserHalfLength, kaiserWindow } from './kaiser.ts';

/** How far down everything lies that is not in the source: aliases when the rate falls, images when it rises. */
const attenuationDb = 90;

/** End of the passband as a share of half the lower of the two rates; the stopband starts at that half. */
const passband = 0.9;

/** Turns clips of one rate into clips of another. Owns its tables, so make one for a pair of rates and keep it. */
export interface Resampler {
  /** Gives ceil(sampleCount * toHz / fromHz) samples; the first one keeps its time. Before and after the clip there is silence. */
  resample(samples: Float32Array): Float32Array;
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

/**
 * Plans a change of the sample rate from `fromHz` to `toHz` (whole numbers, 1 or more) by a windowed sinc, in polyphase form with the exact
 * ratio of the two rates and without delay.
 *
 * The filter is a Kaiser window of 90 dB. Up to 0.9 of half the lower rate, tones keep their level within 0.001 dB and their phase; from half
 * the lower rate on they are at least 85 dB down; between them the level falls. Rising from 8 to 16 kHz takes 116 products a
 * sample, falling from 48 to 16 kHz 344.
 */
export function planResampler(fromHz: number, toHz: number): Resampler {
  const divisor = greatestCommonDivisor(fromHz, toHz);
  const [up, down] = [toHz / divisor, fromHz / divisor];
  const nyquist = 0.5 * Math.min(1, up / down);
  const cutoff = (nyquist * (1 + passband)) / 2;
  const half = kaiserHalfLength(attenuationDb, nyquist * (1 - passband));
  const window = kaiserWindow(kaiserBeta(attenuationDb));
  const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

  /** Weights for an output that lies `phase / up` samples after an input. Each sums to 1: a constant stays what it is, in every phase. */
  const makeRow = (phase: number): Float64Array => {
    const row = Float64Array.from({ length: 2 * half }, (_, tap) => {
      const time = tap - half + 1 - phase / up;
      return sinc(2 * cutoff * time) * window(time / half);
    });
    const sum = row.reduce((total, weight) => total + weight, 0);
    return row.map((weight) => weight / sum);
  };
  // On demand: two rates without a common divisor have as many phases as the higher rate, and a short clip meets few of them.
  const rows: (Float64Array | undefined)[] = new Array(up);

  const resample = (samples: Float32Array): Float32Array => {
    const output = new Float32Array(Math.ceil((samples.length * up) / down));
    for (let index = 0, whole = 0, phase = 0; index < output.length; index++) {
      let row = rows[phase];
      if (row === undefined) rows[phase] = row = makeRow(phase);
      const first = whole - half + 1;
      const end = Math.min(row.length, samples.length - first);
      let sum = 0;
      for (let tap = Math.max(0, -first); tap < end; tap++) sum += row[tap]! * samples[first + tap]!;
      output[index] = sum;
      phase += down;
      const step = Math.floor(phase / up);
      whole += step;
      phase -= step * up;
    }
    return output;
  };
  return { resample };
}

/** The clip at another rate. A clip that has it already comes back as it is. */
export function resampleAudio(audio: Audio, rateHz: number): Audio {
  if (audio.rateHz === rateHz) return audio;
  return makeAudio(planResampler(audio.rateHz, rateHz).resample(audio.samples), rateHz, audio.channels);
}
