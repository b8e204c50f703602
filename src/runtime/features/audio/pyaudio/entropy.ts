/** The machine epsilon, which pyAudioAnalysis adds wherever a logarithm or a division could meet a zero. */
export const epsilon = 2 ** -52;

const blockCount = 10;

/**
 * Entropy, in bits, of how energy spreads over ten blocks of floor(length / 10) values each, from the squares of the values.
 *
 * What is left over at the end belongs to no block but counts in `energy`, the sum of all squares. 0 if everything is in one block,
 * log2(10) if it is spread evenly.
 */
export function energyEntropy(squares: Float64Array, energy: number): number {
  const length = Math.floor(squares.length / blockCount);
  let entropy = 0;
  for (let block = 0, at = 0; block < blockCount; block++) {
    let sum = 0;
    for (const end = at + length; at < end; at++) sum += squares[at]!;
    const share = sum / (energy + epsilon);
    entropy -= share * Math.log2(share + epsilon);
  }
  return entropy;
}
