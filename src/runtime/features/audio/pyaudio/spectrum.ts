import { energyEntropy, epsilon } from './entropy.ts';

/** The spectrum of one frame. */
export interface Spectrum {
  /** [bins] */
  readonly magnitudes: Float64Array;
  /** Squares of the magnitudes, [bins]. */
  readonly powers: Float64Array;
  /** Sum of the powers. */
  readonly energy: number;
}

/** Share of the spectrum's energy below the rolloff. */
const rolloffShare = 0.9;

/**
 * Writes the five features of the spectrum into `row` from column `at` on: centroid, spread, entropy, flux, rolloff.
 *
 * `previous` are the magnitudes of the frame before, [bins]; the first frame is its own predecessor. Centroid and spread are shares of half
 * the sample rate, in which bin k stands at (k + 1) / bins, as in the reference; the sample rate cancels out. Rolloff is the first bin under
 * which nine tenths of the energy lie, divided by bins.
 */
export function writeSpectrum(
  { magnitudes, powers, energy }: Spectrum,
  previous: Float64Array,
  row: Float64Array,
  at: number,
): void {
  const bins = magnitudes.length;
  let highest = 0;
  let sum = 0;
  let previousSum = 0;
  let moment = 0;
  for (let k = 0; k < bins; k++) {
    const magnitude = magnitudes[k]!;
    highest = Math.max(highest, magnitude);
    sum += magnitude;
    moment += (k + 1) * magnitude;
    previousSum += previous[k]!;
  }
  // The reference divides by the highest magnitude before it adds epsilon to the sum; a silent frame stays 0.
  const scale = highest === 0 ? epsilon : highest;
  const weight = sum / scale + epsilon;
  const centroid = moment / scale / weight / bins;

  const share = 1 / (sum + bins * epsilon);
  const previousShare = 1 / (previousSum + bins * epsilon);
  const threshold = rolloffShare * energy;
  const perBin = 1 / bins;
  let rolloff = 0;
  let running = 0;
  let isBelow = true;
  let variance = 0;
  let flux = 0;
  for (let k = 0; k < bins; k++) {
    const magnitude = magnitudes[k]!;
    const distance = (k + 1) * perBin - centroid;
    variance += distance * distance * magnitude;
    const change = magnitude * share - previous[k]! * previousShare;
    flux += change * change;
    running += powers[k]!;
    if (isBelow && running + epsilon > threshold) {
      isBelow = false;
      rolloff = k / bins;
    }
  }
  row[at] = centroid;
  row[at + 1] = Math.sqrt(variance / scale / weight);
  row[at + 2] = energyEntropy(powers, energy);
  row[at + 3] = flux;
  row[at + 4] = rolloff;
}
