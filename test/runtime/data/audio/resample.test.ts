import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { makeAudio } from '../../../../src/runtime/data/audio/audio.ts';
import { planResampler, resampleAudio } from '../../../../src/runtime/data/audio/resample.ts';

const decibels = (ratio: number): number => 20 * Math.log10(ratio);

const tone = (hz: number, rateHz: number, seconds = 0.5): Float32Array =>
  Float32Array.from({ length: Math.round(seconds * rateHz) }, (_, index) => Math.sin((2 * Math.PI * hz * index) / rateHz));

/** Fits the tone to the middle half of a signal (least squares): its level, its phase against a sine from time 0, the level of all that is left. */
function analyse(samples: Float32Array, hz: number, rateHz: number): { level: number; phase: number; rest: number } {
  const [from, to] = [Math.floor(samples.length / 4), Math.floor((3 * samples.length) / 4)];
  let [ss, sc, cc, sx, cx] = [0, 0, 0, 0, 0];
  for (let index = from; index < to; index++) {
    const angle = (2 * Math.PI * hz * index) / rateHz;
    const [s, c, x] = [Math.sin(angle), Math.cos(angle), samples[index]!];
    ss += s * s;
    sc += s * c;
    cc += c * c;
    sx += s * x;
    cx += c * x;
  }
  const determinant = ss * cc - sc * sc;
  const [a, b] = [(cc * sx - sc * cx) / determinant, (ss * cx - sc * sx) / determinant];
  let rest = 0;
  for (let index = from; index < to; index++) {
    const angle = (2 * Math.PI * hz * index) / rateHz;
    rest += (samples[index]! - a * Math.sin(angle) - b * Math.cos(angle)) ** 2;
  }
  return { level: Math.hypot(a, b), phase: Math.atan2(b, a), rest: Math.sqrt((2 * rest) / (to - from)) };
}

const level = (samples: Float32Array): number => {
  const middle = samples.subarray(Math.floor(samples.length / 4), Math.floor((3 * samples.length) / 4));
  return Math.sqrt((2 * middle.reduce((sum, sample) => sum + sample * sample, 0)) / middle.length);
};

const pairs: readonly [number, number][] = [
  [44100, 16000],
  [48000, 16000],
  [22050, 16000],
  [16000, 8000],
  [8000, 16000],
  [16000, 44100],
  [11025, 16000],
  [16000, 15999],
];

for (const [fromHz, toHz] of pairs) {
  const nyquistHz = Math.min(fromHz, toHz) / 2;
  const { resample } = planResampler(fromHz, toHz);

  test(`${fromHz} to ${toHz} Hz: tones up to 0.9 of the band keep level and phase, nothing is added`, () => {
    let [ripple, noise, shift] = [0, -Infinity, 0];
    for (const share of [0.01, 0.1, 0.31, 0.5, 0.77, 0.85, 0.9]) {
      const hz = share * nyquistHz;
      const found = analyse(resample(tone(hz, fromHz)), hz, toHz);
      ripple = Math.max(ripple, Math.abs(decibels(found.level)));
      noise = Math.max(noise, decibels(found.rest));
      shift = Math.max(shift, Math.abs(found.phase));
    }
    console.log(`${fromHz} -> ${toHz} Hz: passband within ${ripple.toFixed(5)} dB, images below ${noise.toFixed(1)} dB`);
    assert.ok(ripple < 0.001, `level moves by ${ripple} dB`);
    assert.ok(noise < -85, `images of ${noise} dB`);
    assert.ok(shift < 1e-4, `phase moves by ${shift}`);
  });

  if (toHz < fromHz) {
    test(`${fromHz} to ${toHz} Hz: aliases are below -85 dB`, () => {
      let alias = -Infinity;
      const top = fromHz / 2;
      for (const hz of [toHz / 2, toHz / 2 + 0.05 * (top - toHz / 2), 0.5 * (toHz / 2 + top), Math.max(toHz / 2, 0.97 * top)]) {
        // At the very end of both bands a sine can vanish on the grid, so the tone is given a phase.
        const source = Float32Array.from({ length: fromHz / 2 }, (_, index) =>
          Math.sin((2 * Math.PI * hz * index) / fromHz + 0.7),
        );
        alias = Math.max(alias, decibels(level(resample(source))));
      }
      console.log(`${fromHz} -> ${toHz} Hz: aliases below ${alias.toFixed(1)} dB`);
      assert.ok(alias < -85, `${alias} dB`);
    });
  }
}

test('the length is the ceiling of the exact one, and the first sample keeps its time', () => {
  assert.is(planResampler(44100, 16000).resample(new Float32Array(44100)).length, 16000);
  assert.is(planResampler(44100, 16000).resample(new Float32Array(44101)).length, 16001);
  assert.is(planResampler(8000, 16000).resample(new Float32Array(7)).length, 14);
  assert.is(planResampler(16000, 8000).resample(new Float32Array(1)).length, 1);
  const click = new Float32Array(2001);
  click[1000] = 1;
  const heard = planResampler(8000, 16000).resample(click);
  assert.is(heard.indexOf(heard.reduce((a, b) => Math.max(a, b))), 2000);
});

test('a constant stays what it is', () => {
  const flat = planResampler(44100, 16000).resample(new Float32Array(44100).fill(0.7));
  assert.ok(flat.subarray(500, 15500).every((sample) => Math.abs(sample - 0.7) < 1e-6));
});

test('it is linear', () => {
  const { resample } = planResampler(22050, 16000);
  const [one, other] = [tone(700, 22050), tone(3333, 22050)];
  const [first, second] = [resample(one), resample(other)];
  const both = resample(one.map((sample, index) => 2 * sample - other[index]!));
  assert.ok(both.every((sample, index) => Math.abs(sample - (2 * first[index]! - second[index]!)) < 1e-6));
});

test('a clip is resampled with its duration, and one of the right rate comes back as it is', () => {
  const audio = makeAudio(tone(440, 44100), 44100, 2);
  const lower = resampleAudio(audio, 16000);
  assert.equal([lower.rateHz, lower.samples.length, lower.durationMs, lower.channels], [16000, 8000, 500, 2]);
  assert.is(resampleAudio(audio, 44100), audio);
});

test.run();
