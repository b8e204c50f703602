/** Bits that a word is turned by, round after round. */
export const rotations = [13, 15, 26, 6, 17, 29, 16, 24];
export const parity = 0x1bd11bda;

/**
 * First word of Threefry-2x32 with 20 rounds (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"): a number in [0, 2^32)
 * that is a function of a key and a counter, so that randomness needs no state. All four arguments are read as unsigned 32-bit numbers.
 */
export function threefry(key0: number, key1: number, counter0: number, counter1: number): number {
  const keys = [key0, key1, parity ^ key0 ^ key1];
  let left = (counter0 + key0) | 0;
  let right = (counter1 + key1) | 0;
  for (let round = 0; round < 20; round += 1) {
    const turn = rotations[round % 8] as number;
    left = (left + right) | 0;
    right = ((right << turn) | (right >>> (32 - turn))) ^ left;
    if (round % 4 === 3) {
      const block = (round + 1) / 4;
      left = (left + (keys[block % 3] as number)) | 0;
      right = (right + (keys[(block + 1) % 3] as number) + block) | 0;
    }
  }
  return left >>> 0;
}

/** A word below this number, out of 2^32, means keep. */
export const keepThreshold = (keep: number): number => keep * 2 ** 32;
