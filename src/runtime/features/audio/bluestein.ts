import type { ComplexFft } from './complex-fft.ts';

/**
 * Plans a transform of any size as a convolution with a chirp, done by transforms of a power of two: for sizes with a large prime factor.
 *
 * Bluestein 1970: with k n = (k^2 + n^2 - (k - n)^2) / 2, X[k] = w[k] sum over n of (x[n] w[n]) conj(w[k - n]), w[n] = exp(-pi i n^2 / size).
 */
export function planBluestein(size: number, planPowerOfTwo: (size: number) => ComplexFft): ComplexFft {
  let padded = 1;
  while (padded < 2 * size - 1) padded *= 2;
  const fft = planPowerOfTwo(padded);
  // n^2 modulo 2 size keeps the angle small: cosine and sine of a large one would lose digits.
  const angle = (n: number): number => (-Math.PI * ((n * n) % (2 * size))) / size;
  const chirpRe = Float64Array.from({ length: size }, (_, n) => Math.cos(angle(n)));
  const chirpIm = Float64Array.from({ length: size }, (_, n) => Math.sin(angle(n)));

  const filterRe = new Float64Array(padded);
  const filterIm = new Float64Array(padded);
  for (let n = 0; n < size; n++) {
    const mirror = (padded - n) % padded;
    filterRe[n] = filterRe[mirror] = chirpRe[n]! / padded;
    filterIm[n] = filterIm[mirror] = -chirpIm[n]! / padded;
  }
  fft.transform(filterRe, filterIm);

  const workRe = new Float64Array(padded);
  const workIm = new Float64Array(padded);
  const transform = (re: Float64Array, im: Float64Array): void => {
    for (let n = 0; n < size; n++) {
      workRe[n] = re[n]! * chirpRe[n]! - im[n]! * chirpIm[n]!;
      workIm[n] = re[n]! * chirpIm[n]! + im[n]! * chirpRe[n]!;
    }
    workRe.fill(0, size);
    workIm.fill(0, size);
    fft.transform(workRe, workIm);
    for (let k = 0; k < padded; k++) {
      const real = workRe[k]! * filterRe[k]! - workIm[k]! * filterIm[k]!;
      workIm[k] = workRe[k]! * filterIm[k]! + workIm[k]! * filterRe[k]!;
      workRe[k] = real;
    }
    fft.transform(workIm, workRe);
    for (let k = 0; k < size; k++) {
      re[k] = workRe[k]! * chirpRe[k]! - workIm[k]! * chirpIm[k]!;
      im[k] = workRe[k]! * chirpIm[k]! + workIm[k]! * chirpRe[k]!;
    }
  };
  return { size, transform };
}
