import { planRealFft } from '../fft.ts';
import { planCepstrum } from './cepstrum.ts';
import { planChroma } from './chroma.ts';
import { columns } from './names.ts';
import { writeSpectrum } from './spectrum.ts';
import { planWaveform } from './waveform.ts';

/** Mean of a clip, and 1 over its highest distance from it; 1e-10 keeps silence from dividing by 0. */
function levelOf(samples: Float32Array): { readonly mean: number; readonly scale: number } {
  let sum = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < samples.length; index++) {
    const sample = samples[index]!;
    sum += sample;
    lowest = Math.min(lowest, sample);
    highest = Math.max(highest, sample);
  }
  const mean = sum / samples.length;
  return { mean, scale: 1 / (Math.max(highest - mean, mean - lowest) + 1e-10) };
}

/**
 * Plans the 34 short-term features: a function from the samples of a clip to [frames, 34], row-major.
 *
 * The clip as a whole loses its mean and is divided by its peak. Frames start every `hopSamples` while a whole window fits; there is no
 * window function. The spectrum of a frame is the magnitude of its first floor(windowSamples / 2) bins, divided by their number.
 */
export function planShortTerm(
  rateHz: number,
  windowSamples: number,
  hopSamples: number,
): (samples: Float32Array) => Float64Array {
  const fft = planRealFft(windowSamples);
  const bins = Math.floor(windowSamples / 2);
  const writeWaveform = planWaveform(windowSamples);
  const writeCepstrum = planCepstrum(bins, rateHz);
  const writeChroma = planChroma(bins, rateHz);
  const frame = new Float64Array(windowSamples);
  const [re, im] = [new Float64Array(fft.binCount), new Float64Array(fft.binCount)];
  const powers = new Float64Array(bins);
  const perBin = 1 / bins;

  const copyFrame = (samples: Float32Array, start: number, mean: number, scale: number): void => {
    for (let index = 0; index < windowSamples; index++) frame[index] = (samples[start + index]! - mean) * scale;
  };
  const measure = (magnitudes: Float64Array): number => {
    let energy = 0;
    for (let k = 0; k < bins; k++) {
      const magnitude = Math.sqrt(re[k]! * re[k]! + im[k]! * im[k]!) * perBin;
      const power = magnitude * magnitude;
      magnitudes[k] = magnitude;
      powers[k] = power;
      energy += power;
    }
    return energy;
  };

  return (samples) => {
    const frames = Math.max(0, Math.floor((samples.length - windowSamples) / hopSamples) + 1);
    const rows = new Float64Array(frames * columns.count);
    const { mean, scale } = levelOf(samples);
    let magnitudes = new Float64Array(bins);
    let previous = new Float64Array(bins);
    for (let index = 0; index < frames; index++) {
      const row = rows.subarray(index * columns.count, (index + 1) * columns.count);
      copyFrame(samples, index * hopSamples, mean, scale);
      writeWaveform(frame, row, columns.waveform);
      fft.transform(frame, re, im);
      const spectrum = { magnitudes, powers, energy: measure(magnitudes) };
      writeSpectrum(spectrum, index === 0 ? magnitudes : previous, row, columns.spectrum);
      writeCepstrum(magnitudes, row, columns.cepstrum);
      writeChroma(spectrum, row, columns.chroma);
      [magnitudes, previous] = [previous, magnitudes];
    }
    return rows;
  };
}
