import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { planRealFft } from '../../../../src/runtime/features/audio/fft.ts';
import { planComplexFft } from '../../../../src/runtime/features/audio/plan-complex-fft.ts';

/** Numbers in -1..1 without a pattern, the same in every run. */
function noise(length: number, seed = 1): Float64Array {
  let state = seed;
  return Float64Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/** The definition, with the angle reduced so that it keeps its digits. */
function bin(re: Float64Array, im: Float64Array, k: number): [number, number] {
  const size = re.length;
  let [sumRe, sumIm] = [0, 0];
  for (let n = 0; n < size; n++) {
    const angle = (-2 * Math.PI * ((k * n) % size)) / size;
    sumRe += re[n]! * Math.cos(angle) - im[n]! * Math.sin(angle);
    sumIm += re[n]! * Math.sin(angle) + im[n]! * Math.cos(angle);
  }
  return [sumRe, sumIm];
}

const sizes = [
  ...Array.from({ length: 140 }, (_, index) => index + 1),
  160,
  243,
  256,
  400,
  551,
  625,
  800,
  882,
  1102,
  1103,
  1600,
  2205,
  2401,
];

test(`the real transform equals its definition for ${sizes.length} sizes`, () => {
  for (const size of sizes) {
    const signal = noise(size, size);
    const kept = signal.slice();
    const fft = planRealFft(size);
    const [re, im] = [new Float64Array(fft.binCount), new Float64Array(fft.binCount)];
    fft.transform(signal, re, im);
    assert.equal(fft.binCount, Math.floor(size / 2) + 1);
    assert.equal(signal, kept, `the signal of ${size} is untouched`);
    const zero = new Float64Array(size);
    const step = size > 200 ? 7 : 1;
    for (let k = 0; k < fft.binCount; k += step) {
      const [expectedRe, expectedIm] = bin(signal, zero, k);
      const distance = Math.hypot(re[k]! - expectedRe, im[k]! - expectedIm);
      assert.ok(distance < 2e-14 * size, `size ${size}, bin ${k}: off by ${distance}`);
    }
  }
});

test('the complex transform equals its definition, and exchanging real and imaginary part inverts it', () => {
  for (const size of [1, 2, 3, 4, 5, 6, 7, 12, 15, 60, 97, 100, 101, 143, 400, 551, 1009]) {
    const [re, im] = [noise(size, 3), noise(size, 4)];
    const [startRe, startIm] = [re.slice(), im.slice()];
    const fft = planComplexFft(size);
    fft.transform(re, im);
    for (let k = 0; k < size; k++) {
      const [expectedRe, expectedIm] = bin(startRe, startIm, k);
      assert.ok(Math.hypot(re[k]! - expectedRe, im[k]! - expectedIm) < 3e-14 * size, `size ${size}, bin ${k}`);
    }
    fft.transform(im, re);
    for (let n = 0; n < size; n++) assert.ok(Math.abs(re[n]! / size - startRe[n]!) < 1e-13, `size ${size}, sample ${n}`);
  }
});

test('a plan gives the same numbers when it is used again', () => {
  for (const size of [800, 1103, 75]) {
    const fft = planRealFft(size);
    const run = (signal: Float64Array): Float64Array => {
      const [re, im] = [new Float64Array(fft.binCount), new Float64Array(fft.binCount)];
      fft.transform(signal, re, im);
      return re;
    };
    const first = run(noise(size, 8));
    run(noise(size, 9));
    assert.equal(run(noise(size, 8)), first);
  }
});

test('800 points take a few microseconds', () => {
  const fft = planRealFft(800);
  const signal = noise(800);
  const [re, im] = [new Float64Array(fft.binCount), new Float64Array(fft.binCount)];
  const timesUs: number[] = [];
  for (let round = 0; round < 30; round++) {
    const start = performance.now();
    for (let index = 0; index < 100; index++) fft.transform(signal, re, im);
    timesUs.push((performance.now() - start) * 10);
  }
  const bestUs = Math.min(...timesUs);
  console.log(`real transform of 800 points: ${bestUs.toFixed(1)} us`);
  // Generous, because test machines are shared; the definition itself takes about a millisecond.
  assert.ok(bestUs < 40, `${bestUs} us`);
});

test.run();
