/**
 * One pass of a Stockham FFT: reads x, writes y, both split into real and imaginary parts of the same length.
 *
 * The pass splits transforms of length `radix * groups`, of which `stride` lie interleaved. `twiddles` holds, for each group p and each
 * j = 1 .. radix-1, cosine and sine of -2 pi p j / (radix * groups). Stockham's order needs no bit reversal. Five routines, one a radix,
 * because the small ones are worth writing out; they live together since they only differ in the butterfly.
 */
export type Pass = (
  xr: Float64Array,
  xi: Float64Array,
  yr: Float64Array,
  yi: Float64Array,
  groups: number,
  stride: number,
  twiddles: Float64Array,
) => void;

export const passOfTwo: Pass = (xr, xi, yr, yi, groups, stride, twiddles) => {
  const far = stride * groups;
  for (let p = 0; p < groups; p++) {
    const c = twiddles[2 * p]!;
    const s = twiddles[2 * p + 1]!;
    for (let i = stride * p, o = 2 * stride * p, end = i + stride; i < end; i++, o++) {
      const dr = xr[i]! - xr[i + far]!;
      const di = xi[i]! - xi[i + far]!;
      yr[o] = xr[i]! + xr[i + far]!;
      yi[o] = xi[i]! + xi[i + far]!;
      yr[o + stride] = c * dr - s * di;
      yi[o + stride] = c * di + s * dr;
    }
  }
};

const halfRootOfThree = Math.sqrt(3) / 2;

export const passOfThree: Pass = (xr, xi, yr, yi, groups, stride, twiddles) => {
  const far = stride * groups;
  for (let p = 0; p < groups; p++) {
    const [c1, s1, c2, s2] = [twiddles[4 * p]!, twiddles[4 * p + 1]!, twiddles[4 * p + 2]!, twiddles[4 * p + 3]!];
    for (let i = stride * p, o = 3 * stride * p, end = i + stride; i < end; i++, o++) {
      const sr = xr[i + far]! + xr[i + 2 * far]!;
      const si = xi[i + far]! + xi[i + 2 * far]!;
      const er = halfRootOfThree * (xi[i + far]! - xi[i + 2 * far]!);
      const ei = halfRootOfThree * (xr[i + 2 * far]! - xr[i + far]!);
      const mr = xr[i]! - 0.5 * sr;
      const mi = xi[i]! - 0.5 * si;
      yr[o] = xr[i]! + sr;
      yi[o] = xi[i]! + si;
      yr[o + stride] = c1 * (mr + er) - s1 * (mi + ei);
      yi[o + stride] = c1 * (mi + ei) + s1 * (mr + er);
      yr[o + 2 * stride] = c2 * (mr - er) - s2 * (mi - ei);
      yi[o + 2 * stride] = c2 * (mi - ei) + s2 * (mr - er);
    }
  }
};

export const passOfFour: Pass = (xr, xi, yr, yi, groups, stride, twiddles) => {
  const far = stride * groups;
  for (let p = 0, t = 0; p < groups; p++, t += 6) {
    const c1 = twiddles[t]!;
    const s1 = twiddles[t + 1]!;
    const c2 = twiddles[t + 2]!;
    const s2 = twiddles[t + 3]!;
    const c3 = twiddles[t + 4]!;
    const s3 = twiddles[t + 5]!;
    for (let i = stride * p, o = 4 * stride * p, end = i + stride; i < end; i++, o++) {
      const x0r = xr[i]!;
      const x0i = xi[i]!;
      const x1r = xr[i + far]!;
      const x1i = xi[i + far]!;
      const x2r = xr[i + 2 * far]!;
      const x2i = xi[i + 2 * far]!;
      const x3r = xr[i + 3 * far]!;
      const x3i = xi[i + 3 * far]!;
      const ar = x0r + x2r;
      const ai = x0i + x2i;
      const br = x0r - x2r;
      const bi = x0i - x2i;
      const cr = x1r + x3r;
      const ci = x1i + x3i;
      const dr = x1i - x3i;
      const di = x3r - x1r;
      yr[o] = ar + cr;
      yi[o] = ai + ci;
      yr[o + stride] = c1 * (br + dr) - s1 * (bi + di);
      yi[o + stride] = c1 * (bi + di) + s1 * (br + dr);
      yr[o + 2 * stride] = c2 * (ar - cr) - s2 * (ai - ci);
      yi[o + 2 * stride] = c2 * (ai - ci) + s2 * (ar - cr);
      yr[o + 3 * stride] = c3 * (br - dr) - s3 * (bi - di);
      yi[o + 3 * stride] = c3 * (bi - di) + s3 * (br - dr);
    }
  }
};

const [cosineA, cosineB] = [Math.cos((2 * Math.PI) / 5), Math.cos((4 * Math.PI) / 5)];
const [sineA, sineB] = [Math.sin((2 * Math.PI) / 5), Math.sin((4 * Math.PI) / 5)];

export const passOfFive: Pass = (xr, xi, yr, yi, groups, stride, twiddles) => {
  const far = stride * groups;
  for (let p = 0, t = 0; p < groups; p++, t += 8) {
    const c1 = twiddles[t]!;
    const s1 = twiddles[t + 1]!;
    const c2 = twiddles[t + 2]!;
    const s2 = twiddles[t + 3]!;
    const c3 = twiddles[t + 4]!;
    const s3 = twiddles[t + 5]!;
    const c4 = twiddles[t + 6]!;
    const s4 = twiddles[t + 7]!;
    for (let i = stride * p, o = 5 * stride * p, end = i + stride; i < end; i++, o++) {
      const x0r = xr[i]!;
      const x0i = xi[i]!;
      const x1r = xr[i + far]!;
      const x1i = xi[i + far]!;
      const x2r = xr[i + 2 * far]!;
      const x2i = xi[i + 2 * far]!;
      const x3r = xr[i + 3 * far]!;
      const x3i = xi[i + 3 * far]!;
      const x4r = xr[i + 4 * far]!;
      const x4i = xi[i + 4 * far]!;
      const ar = x1r + x4r;
      const ai = x1i + x4i;
      const br = x2r + x3r;
      const bi = x2i + x3i;
      const cr = x1r - x4r;
      const ci = x1i - x4i;
      const dr = x2r - x3r;
      const di = x2i - x3i;
      const mr = x0r + cosineA * ar + cosineB * br;
      const mi = x0i + cosineA * ai + cosineB * bi;
      const nr = x0r + cosineB * ar + cosineA * br;
      const ni = x0i + cosineB * ai + cosineA * bi;
      const er = sineA * ci + sineB * di;
      const ei = -sineA * cr - sineB * dr;
      const fr = sineB * ci - sineA * di;
      const fi = sineA * dr - sineB * cr;
      yr[o] = x0r + ar + br;
      yi[o] = x0i + ai + bi;
      yr[o + stride] = c1 * (mr + er) - s1 * (mi + ei);
      yi[o + stride] = c1 * (mi + ei) + s1 * (mr + er);
      yr[o + 2 * stride] = c2 * (nr + fr) - s2 * (ni + fi);
      yi[o + 2 * stride] = c2 * (ni + fi) + s2 * (nr + fr);
      yr[o + 3 * stride] = c3 * (nr - fr) - s3 * (ni - fi);
      yi[o + 3 * stride] = c3 * (ni - fi) + s3 * (nr - fr);
      yr[o + 4 * stride] = c4 * (mr - er) - s4 * (mi - ei);
      yi[o + 4 * stride] = c4 * (mi - ei) + s4 * (mr - er);
    }
  }
};

/** A pass for any other radix, by the definition: radix squared products a butterfly. */
export function passOf(radix: number): Pass {
  const cosines = Float64Array.from({ length: radix }, (_, k) => Math.cos((-2 * Math.PI * k) / radix));
  const sines = Float64Array.from({ length: radix }, (_, k) => Math.sin((-2 * Math.PI * k) / radix));
  return (xr, xi, yr, yi, groups, stride, twiddles) => {
    const far = stride * groups;
    for (let p = 0; p < groups; p++) {
      for (let i = stride * p, o = radix * stride * p, end = i + stride; i < end; i++, o++) {
        for (let j = 0; j < radix; j++) {
          let sr = 0;
          let si = 0;
          for (let k = 0, root = 0; k < radix; k++, root = (root + j) % radix) {
            sr += cosines[root]! * xr[i + k * far]! - sines[root]! * xi[i + k * far]!;
            si += cosines[root]! * xi[i + k * far]! + sines[root]! * xr[i + k * far]!;
          }
          const t = 2 * (p * (radix - 1) + j - 1);
          const c = j === 0 ? 1 : twiddles[t]!;
          const s = j === 0 ? 0 : twiddles[t + 1]!;
          yr[o + j * stride] = c * sr - s * si;
          yi[o + j * stride] = c * si + s * sr;
        }
      }
    }
  };
}
