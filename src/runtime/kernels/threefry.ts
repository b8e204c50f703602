/**
 * Counter-based random numbers: Threefry-2x32-20 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (2011).
 *
 * A block is a pure function of a key and a counter. A mask or a draw is addressed rather than generated in turn, so nothing depends on
 * the order in which values are asked for, and a resumed run continues with the very numbers of an uninterrupted one.
 */

const parity = 0x1bd11bda;
const rotations = [13, 15, 26, 6, 17, 29, 16, 24] as const;
const roundsBetweenKeys = 4;
const rounds = 20;
const wordCount = 2 ** 32;

/** Two unsigned 32-bit words, given as numbers in 0..2^32-1. */
export type Words = readonly [number, number];

/**
 * One block: writes the two output words under `key` at `counter` to `output[0]` and `output[1]`.
 *
 * The words of key and counter are taken modulo 2^32. An output array is asked for because a block is drawn for every number.
 */
export function threefry(key0: number, key1: number, counter0: number, counter1: number, output: Uint32Array): void {
  const keys = [key0 | 0, key1 | 0, parity ^ key0 ^ key1] as const;
  let x = (counter0 + keys[0]) | 0;
  let y = (counter1 + keys[1]) | 0;
  for (let round = 0; round < rounds; ) {
    const bits = rotations[round % 8] as number;
    x = (x + y) | 0;
    y = ((y << bits) | (y >>> (32 - bits))) ^ x;
    round += 1;
    if (round % roundsBetweenKeys === 0) {
      const injection = round / roundsBetweenKeys;
      x = (x + (keys[injection % 3] as number)) | 0;
      y = (y + (keys[(injection + 1) % 3] as number) + injection) | 0;
    }
  }
  output[0] = x;
  output[1] = y;
}

/** Where a mask belongs: the seed of the run, the place in the graph that draws it and the training step, each in 0..2^32-1. */
export interface MaskAddress {
  readonly seed: number;
  readonly site: number;
  readonly step: number;
}

/**
 * The scaled keep-mask of dropout: element `i` is `1 / keep` when the first word under key `(seed, site)` at counter `(step, i)` is
 * below `keep * 2^32`, and 0 otherwise. The probability `keep` is in (0, 1].
 *
 * This is the definition; the kernel `keepMask` computes the same bits in float32 (see `keepMaskScalars`).
 */
export function fillKeepMask(mask: Float32Array | Float64Array, { seed, site, step }: MaskAddress, keep: number): void {
  const { lastKept, value } = keepMaskScalars(keep);
  const output = new Uint32Array(2);
  for (let i = 0; i < mask.length; i += 1) {
    threefry(seed, site, step, i, output);
    mask[i] = (output[0] as number) <= lastKept ? value : 0;
  }
}

/**
 * What the mask kernel takes for the probability `keep`: the greatest word that is kept, and the value of a kept element. Comparing with
 * the greatest word instead of the first dropped one lets `keep = 1` fit into 32 bits and keep everything.
 */
export function keepMaskScalars(keep: number): { readonly lastKept: number; readonly value: number } {
  if (!(keep > 0 && keep <= 1)) throw new Error(`a keep-mask wants a probability in (0, 1], not ${keep} (a bug of emoc)`);
  const lastKept = Math.ceil(keep * wordCount) - 1;
  return { lastKept, value: 1 / keep };
}

/** A uniform number in [0, 1) with 53 random bits from the two words of a block. */
export function uniformOf(output: Uint32Array): number {
  return (((output[0] as number) >>> 5) * 2 ** 26 + ((output[1] as number) >>> 6)) / 2 ** 53;
}

/** A standard normal number from the two words of a block: the cosine half of Box and Muller's transform, cut at 6.66 deviations. */
export function normalOf(output: Uint32Array): number {
  const radius = Math.sqrt(-2 * Math.log(((output[0] as number) + 1) / wordCount));
  return radius * Math.cos((2 * Math.PI * (output[1] as number)) / wordCount);
}
