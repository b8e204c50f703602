/** A filter that works in place on a stretch of samples, from `start` up to but not including `end`, and remembers what came before. */
export interface Filter {
  pass(samples: Float32Array, start: number, end: number): void;
}

export interface Resonator extends Filter {
  /** Moves the resonance; what rings goes on ringing. */
  tune(frequencyHz: number, bandwidthHz: number): void;
}

/** A two-pole resonance with gain 1 at 0 Hz, so that several in a row make the spectrum of a vowel (Klatt 1980, eq. 1 to 4). */
export function createResonator(rateHz: number): Resonator {
  let [a, b, c] = [1, 0, 0];
  let [last, lastButOne] = [0, 0];
  return {
    tune(frequencyHz, bandwidthHz) {
      const radius = Math.exp((-Math.PI * bandwidthHz) / rateHz);
      c = -radius * radius;
      b = 2 * radius * Math.cos((2 * Math.PI * frequencyHz) / rateHz);
      a = 1 - b - c;
    },
    pass(samples, start, end) {
      for (let index = start; index < end; index += 1) {
        const output = a * (samples[index] as number) + b * last + c * lastButOne;
        lastButOne = last;
        last = output;
        samples[index] = output;
      }
    },
  };
}

/** Falls by 6 dB an octave above `cutoffHz`. */
export function createLowPass(cutoffHz: number, rateHz: number): Filter {
  const decay = Math.exp((-2 * Math.PI * cutoffHz) / rateHz);
  let output = 0;
  return {
    pass(samples, start, end) {
      for (let index = start; index < end; index += 1) {
        const input = samples[index] as number;
        output = input + decay * (output - input);
        samples[index] = output;
      }
    },
  };
}
