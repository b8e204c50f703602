import { planBluestein } from './bluestein.ts';
import { type Pass, passOf, passOfFive, passOfFour, passOfThree, passOfTwo } from './butterflies.ts';
import type { ComplexFft } from './complex-fft.ts';

/** Above it, a prime factor costs more by its definition than the three powers of two of Bluestein's way round it. */
const largestDirectRadix = 47;

const writtenOut = new Map<number, Pass>([
  [2, passOfTwo],
  [3, passOfThree],
  [4, passOfFour],
  [5, passOfFive],
]);

/** Factors of `size` in the order of the passes: 4 before 2, then the primes upwards. */
function radicesOf(size: number): number[] {
  const radices: number[] = [];
  let rest = size;
  for (const radix of [4, 2]) for (; rest % radix === 0; rest /= radix) radices.push(radix);
  for (let radix = 3; rest > 1; radix += 2) for (; rest % radix === 0; rest /= radix) radices.push(radix);
  return radices;
}

/** Cosine and sine of -2 pi p j / length for p below length / radix and j = 1 .. radix-1, as the passes read them. */
function twiddlesOf(radix: number, length: number): Float64Array {
  const groups = length / radix;
  const twiddles = new Float64Array(2 * groups * (radix - 1));
  for (let p = 0, at = 0; p < groups; p++) {
    for (let j = 1; j < radix; j++) {
      const angle = (-2 * Math.PI * p * j) / length;
      twiddles[at++] = Math.cos(angle);
      twiddles[at++] = Math.sin(angle);
    }
  }
  return twiddles;
}

/** Plans a complex transform of any size of 1 or more, in float64: mixed radix 4, 2, 3, 5 and small primes, Bluestein's method for large ones. */
export function planComplexFft(size: number): ComplexFft {
  const radices = radicesOf(size);
  if (radices.some((radix) => radix > largestDirectRadix)) return planBluestein(size, planComplexFft);

  const scratchRe = new Float64Array(size);
  const scratchIm = new Float64Array(size);
  let length = size;
  const passes = radices.map((radix) => {
    const pass = {
      run: writtenOut.get(radix) ?? passOf(radix),
      groups: length / radix,
      stride: size / length,
      twiddles: twiddlesOf(radix, length),
    };
    length /= radix;
    return pass;
  });

  const transform = (re: Float64Array, im: Float64Array): void => {
    let [xr, xi, yr, yi]: [Float64Array, Float64Array, Float64Array, Float64Array] = [re, im, scratchRe, scratchIm];
    for (const { run, groups, stride, twiddles } of passes) {
      run(xr, xi, yr, yi, groups, stride, twiddles);
      [xr, xi, yr, yi] = [yr, yi, xr, xi];
    }
    if (xr === re) return;
    re.set(scratchRe);
    im.set(scratchIm);
  };
  return { size, transform };
}
