/**
 * One clip of sound, mixed down to one channel.
 *
 * Whole-number samples are divided by half their range, so 16-bit audio is the stored integer divided by 32768 and lies in -1 to
 * 32767/32768; integers of up to 24 bits are exact. Samples stored as floats are kept as they are, also outside of -1 to 1.
 */
export interface Audio {
  /** Mono samples, [sampleCount], each finite; the mean over the channels. */
  readonly samples: Float32Array;
  /** Samples a second; a whole number, at least 1. */
  readonly rateHz: number;
  readonly durationMs: number;
  /** Number of channels of the source, before they were mixed down. */
  readonly channels: number;
}

/** A clip of `samples` at `rateHz`; its duration follows from both. */
export function makeAudio(samples: Float32Array, rateHz: number, channels = 1): Audio {
  return { samples, rateHz, durationMs: (samples.length / rateHz) * 1000, channels };
}
