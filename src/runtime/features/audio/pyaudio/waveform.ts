import { energyEntropy } from './entropy.ts';

/**
 * Plans the three features of the waveform: rate of zero crossings, energy, entropy of energy.
 *
 * The result writes them into `row` from column `at` on; `frame` is [windowSamples], 2 or more. A sample of exactly 0 has the sign 0, so
 * touching zero counts as half a crossing.
 */
export function planWaveform(windowSamples: number): (frame: Float64Array, row: Float64Array, at: number) => void {
  const squares = new Float64Array(windowSamples);
  return (frame, row, at) => {
    let energy = 0;
    let halfTurns = 0;
    let previous = signOf(frame[0]!);
    for (let index = 0; index < windowSamples; index++) {
      const sample = frame[index]!;
      const square = sample * sample;
      squares[index] = square;
      energy += square;
      const sign = signOf(sample);
      if (sign !== previous) halfTurns += sign + previous === 0 ? 2 : 1;
      previous = sign;
    }
    row[at] = halfTurns / 2 / (windowSamples - 1);
    row[at + 1] = energy / windowSamples;
    row[at + 2] = energyEntropy(squares, energy);
  };
}

/** Math.sign as a small integer, which keeps the loop above free of floating point where it only counts. */
const signOf = (sample: number): number => (sample > 0 ? 1 : sample < 0 ? -1 : 0);
