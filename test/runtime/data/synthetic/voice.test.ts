import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Clip, createClips } from '../../../../src/runtime/data/synthetic/clip.ts';
import { createLowPass, createResonator } from '../../../../src/runtime/data/synthetic/resonator.ts';
import { makeVoice } from '../../../../src/runtime/data/synthetic/voice.ts';
import { correlation, median } from './_statistics.ts';

const rateHz = 16_000;
const clips = Array.from({ length: 100 }, (_, index) => createClips(1)(index));
const voices = clips.map(makeVoice);

/** Pitch of a frame by its autocorrelation between 60 and 420 Hz, `null` where nothing repeats itself. */
function pitchOf(frame: Float32Array): number | null {
  const at = (lag: number): number => {
    let [sum, left, right] = [0, 1e-9, 1e-9];
    for (let index = 0; index + lag < frame.length; index += 1) {
      const [one, other] = [frame[index]!, frame[index + lag]!];
      sum += one * other;
      left += one * one;
      right += other * other;
    }
    return sum / Math.sqrt(left * right);
  };
  const values = Array.from({ length: Math.floor(rateHz / 60) + 1 }, (_, lag) => (lag < rateHz / 420 ? -1 : at(lag)));
  const best = Math.max(...values);
  // Multiples of the period repeat as well: the first lag that is nearly as good is the period.
  const lag = values.findIndex((value, index) => value > 0.92 * best && value >= (values[index + 1] ?? -1));
  return best > 0.6 ? rateHz / lag : null;
}

function medianPitch(samples: Float32Array): number {
  const pitches: number[] = [];
  for (let start = 0; start + 800 <= samples.length; start += 1600) {
    const pitch = pitchOf(samples.subarray(start, start + 800));
    if (pitch !== null) pitches.push(pitch);
  }
  return median(pitches);
}

const levelDb = (samples: Float32Array): number =>
  10 * Math.log10(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);

/** Rises of the loudness through its own mean, a second: about one a syllable. */
function tempoOf(samples: Float32Array): number {
  const step = 320;
  const envelope = Array.from({ length: Math.floor(samples.length / step) }, (_, index) =>
    Math.sqrt(samples.subarray(index * step, (index + 1) * step).reduce((sum, sample) => sum + sample * sample, 0)),
  );
  const middle = median(envelope);
  const rises = envelope.filter((value, index) => value >= middle && (envelope[index - 1] ?? middle) < middle).length;
  return rises / (samples.length / rateHz);
}

const shown = (what: 'arousal' | 'dominance' | 'valence'): number[] => clips.map((clip: Clip) => clip.shown.voice[what]);

test('a voice takes 1 to 2 seconds, never clips and fits into 16 bits', () => {
  for (const samples of voices) {
    assert.ok(samples.length >= rateHz && samples.length <= 2 * rateHz, String(samples.length));
    assert.ok(samples.every((sample) => Math.abs(sample) < 0.999));
    assert.ok(samples.every((sample) => Number.isInteger(sample * 32768)));
  }
});

test('pitch, against what is usual for the speaker, rises with arousal', () => {
  const semitones = voices.map((samples, index) => 12 * Math.log2(medianPitch(samples) / clips[index]!.speaker.voice.pitchHz));
  const found = correlation(semitones, shown('arousal'));
  assert.ok(found > 0.7, String(found));
  // Measured pitch is the pitch that was asked for, and not an octave of it.
  assert.ok(Math.abs(median(semitones)) < 2, String(median(semitones)));
});

test('level rises with arousal and dominance', () => {
  const levels = voices.map(levelDb);
  assert.ok(correlation(levels, shown('arousal')) > 0.7, String(correlation(levels, shown('arousal'))));
  const rest = levels.map((level, index) => level - 2.75 * (shown('arousal')[index]! - 3));
  assert.ok(correlation(rest, shown('dominance')) > 0.25, String(correlation(rest, shown('dominance'))));
});

test('tempo rises with arousal', () => {
  const found = correlation(voices.map(tempoOf), shown('arousal'));
  assert.ok(found > 0.5, String(found));
});

test('a contradicting voice follows its own state and not the one that is felt', () => {
  const contradicting = Array.from({ length: 900 }, (_, index) => createClips(3)(index)).filter(
    (clip) => clip.contradicting === 'voice',
  );
  const levels = contradicting.map(makeVoice).map(levelDb);
  const [own, felt] = [contradicting.map((clip) => clip.shown.voice.arousal), contradicting.map((clip) => clip.state.arousal)];
  assert.ok(correlation(levels, own) > 0.6, String(correlation(levels, own)));
  assert.ok(Math.abs(correlation(levels, felt)) < 0.35, String(correlation(levels, felt)));
});

test('a resonator has gain 1 at 0 Hz and is loudest at its frequency', () => {
  const gainAt = (hz: number): number => {
    const resonator = createResonator(rateHz);
    resonator.tune(1000, 80);
    const samples = Float32Array.from({ length: 8000 }, (_, index) => Math.cos((2 * Math.PI * hz * index) / rateHz));
    resonator.pass(samples, 0, samples.length);
    return Math.max(...samples.subarray(4000));
  };
  assert.ok(Math.abs(gainAt(0) - 1) < 1e-3);
  for (const hz of [800, 900, 1100, 1200]) assert.ok(gainAt(1000) > 2 * gainAt(hz), String(hz));
});

test('a low pass lets a constant through and halves the power at its cutoff', () => {
  const samples = new Float32Array(4000).fill(1);
  createLowPass(500, rateHz).pass(samples, 0, samples.length);
  assert.ok(Math.abs(samples[3999]! - 1) < 1e-4);
  const tone = Float32Array.from({ length: 8000 }, (_, index) => Math.cos((2 * Math.PI * 500 * index) / rateHz));
  createLowPass(500, rateHz).pass(tone, 0, tone.length);
  assert.ok(Math.abs(Math.max(...tone.subarray(4000)) - Math.SQRT1_2) < 0.03);
});

test.run();
