import type { Random } from '../../kernels/random.ts';

/**
 * White noise, evenly spread over -1..1, from a seed that `random` draws: sound needs some ten thousand numbers a clip, and a xorshift generator
 * (Marsaglia 2003) makes them twenty times as fast as a stream that can be addressed.
 */
export function createNoise(random: Random): () => number {
  let word = random.integer(2 ** 32) | 1;
  return () => {
    word ^= word << 13;
    word ^= word >>> 17;
    word ^= word << 5;
    return word / 2 ** 31;
  };
}
