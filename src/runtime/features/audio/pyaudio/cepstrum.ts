import { epsilon } from './entropy.ts';

const [linearCount, logarithmicCount, coefficientCount] = [13, 27, 13];
const filterCount = linearCount + logarithmicCount;

/** The 42 corners of the 40 triangles in Hz: 13 from 133.33 Hz on in steps of 66.67 Hz, then each 1.0711703 times the one before. */
const cornersHz = Float64Array.from({ length: filterCount + 2 }, (_, index) => {
  const linear = 133.33 + Math.min(index, linearCount - 1) * (200 / 3);
  return linear * 1.0711703 ** Math.max(0, index - linearCount + 1);
});

/** The sample rate must be higher than the last corner: the filters are laid over a scale that ends at the sample rate. */
export const lowestRateHz: number = cornersHz[filterCount + 1]!;

/** A triangular filter: its weights for the bins from `start` on. */
interface Filter {
  readonly start: number;
  readonly weights: Float64Array;
}

/**
 * The 40 triangles, each of area 1 on the scale of the corners.
 *
 * `bins` is half the length of the transform, yet bin k is taken for the frequency k / bins * rateHz, so each filter sits at half its
 * nominal frequency. The reference has it so, and published models were trained on it.
 */
export function filterBank(bins: number, rateHz: number): readonly Filter[] {
  const firstAbove = (hz: number): number => Math.floor((hz * bins) / rateHz) + 1;
  return Array.from({ length: filterCount }, (_, index) => {
    const [low, centre, high] = [cornersHz[index]!, cornersHz[index + 1]!, cornersHz[index + 2]!];
    const height = 2 / (high - low);
    const [start, middle, end] = [firstAbove(low), firstAbove(centre), firstAbove(high)];
    const weights = Float64Array.from({ length: end - start }, (_, offset) => {
      const hz = ((start + offset) / bins) * rateHz;
      return start + offset < middle ? (height / (centre - low)) * (hz - low) : (height / (high - centre)) * (high - hz);
    });
    return { start, weights };
  });
}

/** Orthonormal DCT-II, [coefficientCount, filterCount] row-major. */
const cosines = Float64Array.from({ length: coefficientCount * filterCount }, (_, index) => {
  const [order, filter] = [Math.floor(index / filterCount), index % filterCount];
  const scale = Math.sqrt((order === 0 ? 1 : 2) / filterCount);
  return scale * Math.cos((Math.PI * order * (2 * filter + 1)) / (2 * filterCount));
});

/**
 * Plans the 13 cepstral coefficients: log10 of the filtered magnitudes (not powers), then the first 13 of an orthonormal DCT-II.
 *
 * The result writes them into `row` from column `at` on. `rateHz` must be above `lowestRateHz`.
 */
export function planCepstrum(bins: number, rateHz: number): (magnitudes: Float64Array, row: Float64Array, at: number) => void {
  const filters = filterBank(bins, rateHz);
  const levels = new Float64Array(filterCount);
  return (magnitudes, row, at) => {
    for (let index = 0; index < filterCount; index++) {
      const { start, weights } = filters[index]!;
      let sum = 0;
      for (let offset = 0; offset < weights.length; offset++) sum += weights[offset]! * magnitudes[start + offset]!;
      levels[index] = Math.log10(sum + epsilon);
    }
    for (let order = 0; order < coefficientCount; order++) {
      let sum = 0;
      for (let index = 0; index < filterCount; index++) sum += cosines[order * filterCount + index]! * levels[index]!;
      row[at + order] = sum;
    }
  };
}
