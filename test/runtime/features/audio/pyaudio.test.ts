import { existsSync, readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Failure } from '../../../../src/compiler/diagnostics/result.ts';
import { makeAudio } from '../../../../src/runtime/data/audio/audio.ts';
import { readWav } from '../../../../src/runtime/data/audio/wav.ts';
import { filterBank } from '../../../../src/runtime/features/audio/pyaudio/cepstrum.ts';
import { semitonesOfBins } from '../../../../src/runtime/features/audio/pyaudio/chroma.ts';
import { type PyaudioWidth, pyaudioFeatureNames } from '../../../../src/runtime/features/audio/pyaudio/names.ts';
import type { PyaudioSettings } from '../../../../src/runtime/features/audio/pyaudio/windows.ts';
import { planPyaudio, pyaudio } from '../../../../src/runtime/features/audio/pyaudio.ts';

const shared = '../shared';
const oracles = `${shared}/oracles/audio/pyaudioanalysis`;
const clips = ['00', '05', '11', '25', '31', '45', 'noise', 'silence', 'sweep'];

const settings = (features: PyaudioWidth, hopMs = 50, windowMs = 50): PyaudioSettings => ({
  windowMs,
  hopMs,
  midWindowMs: 1000,
  midHopMs: 1000,
  features,
});

interface Table {
  readonly shape: readonly [number, number];
  readonly data: readonly (number | string)[];
}

/** Largest |x - y| / (1e-7 + 1e-6 |y|): at most 1 where the tolerance holds. The oracle is feature-major. */
function worst(
  table: Table,
  { data, frames, width }: { data: Float32Array; frames: number; width: number },
  rows: number,
): number {
  assert.equal(frames, table.shape[1]);
  let result = 0;
  for (let row = 0; row < rows; row++) {
    for (let frame = 0; frame < frames; frame++) {
      const expected = Number(table.data[row * frames + frame]);
      const ratio = Math.abs(data[frame * width + row]! - expected) / (1e-7 + 1e-6 * Math.abs(expected));
      if (!(ratio <= result)) result = ratio;
    }
  }
  return result;
}

if (!existsSync(oracles)) console.log('skipped: ../shared/oracles/audio is absent');
else {
  for (const clip of clips) {
    test(`equals pyAudioAnalysis 0.3.14 on ${clip}`, () => {
      const oracle = JSON.parse(readFileSync(`${oracles}/${clip}.json`, 'utf8'));
      const audio = readWav(readFileSync(`${shared}/${oracle.file}`), oracle.file);
      for (const hopMs of [25, 50]) {
        const short: Table = oracle[`short_50_${hopMs}`];
        const mid: Table = oracle[`mid_1_1_short_50_${hopMs}`];
        const all = pyaudio(audio, settings(68, hopMs));
        const half = pyaudio(audio, settings(34, hopMs));
        const statistics = pyaudio(audio, settings(136, hopMs));
        const ratios = [worst(short, all, 68), worst(short, half, 34), worst(mid, statistics, 136)];
        assert.ok(Math.max(...ratios) <= 1, `hop ${hopMs} ms: ${ratios.join(', ')} times the tolerance`);
        assert.equal([all.width, half.width, statistics.width], [68, 34, 136]);
        assert.equal([all.hopMs, half.hopMs, statistics.hopMs], [hopMs, hopMs, 1000]);
      }
      assert.equal(pyaudioFeatureNames(68), oracle.names);
      assert.equal(pyaudioFeatureNames(34), oracle.names.slice(0, 34));
      assert.equal(pyaudioFeatureNames(136), oracle.mid_names);
    });
  }

  test('filter bank and semitones equal the tables of the reference', () => {
    const tables = JSON.parse(readFileSync(`${oracles}/tables.json`, 'utf8'));
    const { semitone, shared: counts } = semitonesOfBins(400, 16000);
    assert.equal(semitone, tables.num_chroma);
    assert.equal(counts, tables.num_freqs_per_chroma);
    const expected: readonly (readonly number[])[] = tables.mfcc_filter_bank.filters;
    for (const [index, { start, weights }] of filterBank(400, 16000).entries()) {
      const [filter, firstBin, ...values] = expected[index]!;
      assert.is(filter, index);
      // A corner that falls on a bin gives a weight of 0 (or of rounding noise), which the table leaves out.
      for (let k = 0; k < 400; k++) {
        assert.ok(Math.abs((weights[k - start] ?? 0) - (values[k - firstBin!] ?? 0)) < 1e-9, `filter ${index}, bin ${k}`);
      }
    }
  });
}

/** The formula signal of the field notes: whole numbers in -1000..1000 without a file. Expected values are the original package's. */
test('equals the original package on a signal made by a formula', () => {
  const samples = Float32Array.from({ length: 16000 }, (_, i) => (((i * 7919) % 2001) - 1000) / 32768);
  const { data, frames } = pyaudio(makeAudio(samples, 16000), settings(34));
  assert.is(frames, 20);
  const expected: readonly [number, number][] = [
    [0, 0.0851063829787234],
    [1, 0.3332917880909204],
    [2, 3.3175954783171404],
    [3, 0.4360362743362578],
    [4, 0.2914030782803045],
    [5, 1.9703256153725],
    [6, 0.00015662822822127054],
    [7, 0.425],
    [8, -22.713073073318032],
    [9, -0.5221069011739328],
    [21, 0.0001895637534692977],
    [33, 0.05588541067498437],
  ];
  for (const [row, value] of expected) {
    const found = data[3 * 34 + row]!;
    assert.ok(Math.abs(found - value) < 1e-6 * Math.abs(value), `row ${row}: ${found}, expected ${value}`);
  }
});

test('silence and a constant are 0 but for the first coefficient', () => {
  for (const level of [0, 0.25]) {
    const { data } = pyaudio(makeAudio(new Float32Array(16000).fill(level), 16000), settings(34));
    for (let frame = 0; frame < 20; frame++) {
      for (let row = 0; row < 34; row++) {
        const expected = row === 8 ? Math.log10(2 ** -52) * Math.sqrt(40) : 0;
        assert.ok(Math.abs(data[frame * 34 + row]! - expected) < 1e-5, `level ${level}, row ${row}: ${data[frame * 34 + row]}`);
      }
    }
  }
});

test('a clip of exactly one window has one frame, its changes are 0, its deviations too', () => {
  const audio = makeAudio(
    Float32Array.from({ length: 800 }, (_, i) => Math.sin(i)),
    16000,
  );
  const { frames, data } = pyaudio(audio, settings(68));
  assert.is(frames, 1);
  assert.ok(data.subarray(34).every((value) => value === 0));
  const mid = pyaudio(audio, settings(136));
  assert.is(mid.frames, 1);
  assert.equal(mid.data.subarray(0, 68), data);
  assert.ok(mid.data.subarray(68).every((value) => value === 0));
});

test('loudness and offset of a clip do not matter', () => {
  const clean = makeAudio(
    Float32Array.from({ length: 16000 }, (_, i) => Math.sin(i * i * 1e-5) / 2),
    16000,
  );
  const quiet = makeAudio(
    clean.samples.map((sample) => sample / 4 + 0.125),
    16000,
  );
  const [one, other] = [pyaudio(clean, settings(34)), pyaudio(quiet, settings(34))];
  for (let index = 0; index < one.data.length; index++) {
    if (index % 34 === 0) continue; // crossings move by one when rounding moves a sample across zero
    assert.ok(
      Math.abs(one.data[index]! - other.data[index]!) <= 1e-4 * Math.max(1, Math.abs(one.data[index]!)),
      `value ${index}`,
    );
  }
});

test('other rates and odd windows work: 8, 11.025, 22.05, 44.1 and 48 kHz', () => {
  for (const rateHz of [8000, 11025, 22050, 44100, 48000]) {
    const samples = Float32Array.from({ length: rateHz }, (_, i) => Math.sin((2 * Math.PI * 440 * i) / rateHz));
    const { data, frames, hopMs } = pyaudio(makeAudio(samples, rateHz), settings(34, 25, 50));
    assert.ok(frames >= 38 && data.every(Number.isFinite), `${rateHz} Hz`);
    assert.ok(Math.abs(hopMs - 25) < 0.1);
    // 440 Hz and the bin's offset of one: the centroid of a pure tone lies just above the tone.
    const centroidHz = (data[10 * 34 + 3]! * rateHz) / 2;
    assert.ok(centroidHz > 400 && centroidHz < 900, `${rateHz} Hz: centroid ${centroidHz}`);
  }
});

test('one plan serves many clips and remembers none', () => {
  const extract = planPyaudio(16000, settings(136), 'a.wav');
  const a = makeAudio(
    Float32Array.from({ length: 30000 }, (_, i) => Math.sin(i * 0.1)),
    16000,
  );
  const b = makeAudio(
    Float32Array.from({ length: 20000 }, (_, i) => Math.sin(i * i)),
    16000,
  );
  const first = extract(a, 'a.wav');
  extract(b, 'b.wav');
  assert.equal(extract(a, 'a.wav').data, first.data);
  assert.equal(pyaudio(a, settings(136)).data, first.data);
});

const failures: readonly [string, string, number, PyaudioSettings, number][] = [
  ['E0710', 'a clip shorter than a window', 799, settings(34), 16000],
  ['E0711', 'a window too short for the semitones', 16000, settings(34, 10, 10), 16000],
  ['E0712', 'a rate below the filter bank', 16000, settings(34), 6000],
  ['E0713', 'a hop of no sample', 16000, settings(34, 0.01), 16000],
  ['E0713', 'a mid-term hop of no frame', 16000, { ...settings(136), midHopMs: 10 }, 16000],
  ['E0713', 'a mid-term window of no frame', 16000, { ...settings(136, 25), midWindowMs: 20 }, 16000],
];
for (const [code, name, length, chosen, rateHz] of failures) {
  test(`${name} is ${code}`, () => {
    const audio = makeAudio(new Float32Array(length), rateHz);
    assert.throws(
      () => pyaudio(audio, chosen, 'clip.wav'),
      (error: unknown) =>
        error instanceof Failure &&
        error.diagnostics.length === 1 &&
        error.diagnostics[0]?.code === code &&
        error.message.includes('clip.wav'),
    );
  });
}

test('the shortest window the message names works', () => {
  const audio = makeAudio(
    Float32Array.from({ length: 16000 }, (_, i) => Math.sin(i)),
    16000,
  );
  assert.ok(pyaudio(audio, settings(34, 12.5, 12.5)).data.every(Number.isFinite));
  assert.throws(() => pyaudio(audio, settings(34, 12.3, 12.3)), /at least 198 samples/);
});

test.run();
