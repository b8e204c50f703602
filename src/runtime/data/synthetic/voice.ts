import type { Random } from '../../kernels/random.ts';
import type { Clip } from './clip.ts';
import { clamp } from './latent.ts';
import { createNoise } from './noise.ts';
import { drawProsody, type Prosody } from './prosody.ts';
import { createLowPass, createResonator } from './resonator.ts';

export const voiceRateHz = 16_000;

/** First three resonances of five vowels in hertz (Peterson and Barney 1952, men). */
const vowels: readonly (readonly number[])[] = [
  [270, 2290, 3010],
  [530, 1840, 2480],
  [730, 1090, 2440],
  [570, 840, 2410],
  [300, 870, 2240],
];
const bandwidthsHz = [70, 100, 140] as const;

/** A consonant that is a burst of noise or silent, and a vowel with an accent of the pitch. */
interface Syllable {
  readonly vowel: readonly number[];
  readonly accent: number;
  readonly loudness: number;
  readonly burst: number;
}

/** Pitch, loudness and resonances move in steps of this many samples, 5 ms. */
const stepSamples = 80;

/**
 * The sound of a clip, [sampleCount] at 16 kHz, 1 to 2 seconds: syllables of a pulsed source through three resonances, over the noise of a room.
 *
 * Each sample lies in -1..1 and is a whole multiple of 1/32768, so that a 16-bit file holds it exactly.
 */
export function makeVoice(clip: Clip): Float32Array {
  const random = clip.random.child('voice');
  const prosody = drawProsody(clip.shown.voice, clip.speaker.voice, random);
  const durationS = 1 + 0.9 * random.uniform();
  const syllables = Array.from({ length: Math.round(durationS * prosody.syllablesPerSecond) }, () => drawSyllable(random));
  const samples = speak(syllables, prosody, random);
  mix(samples, prosody, createNoise(random));
  return samples;
}

function drawSyllable(random: Random): Syllable {
  return {
    vowel: vowels[random.integer(vowels.length)] as readonly number[],
    accent: random.normal(),
    loudness: 0.7 + 0.5 * random.uniform(),
    burst: random.uniform() < 0.6 ? 0.03 + 0.05 * random.uniform() : 0,
  };
}

function speak(syllables: readonly Syllable[], prosody: Prosody, random: Random): Float32Array {
  const syllableSamples = Math.round(voiceRateHz / prosody.syllablesPerSecond);
  const length = clamp(syllables.length * syllableSamples, voiceRateHz, 2 * voiceRateHz);
  const samples = new Float32Array(length);
  const voicing = createVoicing(prosody, random);
  const tilt = createLowPass(prosody.brightnessHz, voiceRateHz);
  const resonators = bandwidthsHz.map((bandwidthHz) => ({ bandwidthHz, ...createResonator(voiceRateHz) }));

  for (let start = 0; start < length; start += stepSamples) {
    const end = Math.min(length, start + stepSamples);
    const number = Math.min(syllables.length - 1, Math.floor(start / syllableSamples));
    const syllable = syllables[number] as Syllable;
    const next = syllables[number + 1] ?? syllable;
    const within = clamp(start / syllableSamples - number, 0, 1);
    const arch = Math.sin(Math.PI * within);
    const glide = clamp((within - 0.6) / 0.4, 0, 1);
    // A sentence falls towards its end; accents rise and fall within it.
    const semitones = prosody.pitchRange * (0.8 * syllable.accent * arch + 0.5 - start / length);
    const frication = within < 0.15 ? syllable.burst : 0;
    voicing(
      samples,
      start,
      end,
      prosody.pitchHz * 2 ** (semitones / 12),
      syllable.loudness * Math.max(0, arch) ** 0.6,
      frication,
    );
    tilt.pass(samples, start, end);
    for (const [index, resonator] of resonators.entries()) {
      const frequencyHz = (syllable.vowel[index] as number) * (1 - glide) + (next.vowel[index] as number) * glide;
      resonator.tune(frequencyHz * prosody.tractFactor, resonator.bandwidthHz);
      resonator.pass(samples, start, end);
    }
  }
  return samples;
}

/** The source: pulses of the vocal folds, each period a little longer or shorter than it should be, and the noise of breath and consonants. */
function createVoicing({ jitter, breath }: Prosody, random: Random) {
  const noise = createNoise(random);
  let phase = 0;
  let periodFactor = 1;
  return (samples: Float32Array, start: number, end: number, pitchHz: number, loudness: number, frication: number): void => {
    for (let index = start; index < end; index += 1) {
      phase += (pitchHz * periodFactor) / voiceRateHz;
      if (phase >= 1) {
        phase -= 1;
        periodFactor = 1 + jitter * random.normal();
      }
      samples[index] = loudness * (pulse(phase) + breath * noise()) + frication * noise();
    }
  };
}

/**
 * Flow of air through the vocal folds over one period, differentiated: they open slowly over 0.4 of it and close at a stroke in 0.16
 * (Rosenberg 1971, type C).
 */
function pulse(phase: number): number {
  if (phase < 0.4) return 0.4 * Math.sin((Math.PI * phase) / 0.4);
  return phase < 0.56 ? -Math.sin((Math.PI / 2) * ((phase - 0.4) / 0.16)) : 0;
}

/** Brings speech and room to their levels, in place, and rounds to 16 bits. */
function mix(samples: Float32Array, { levelDb, noiseDb }: Prosody, noise: () => number): void {
  let energy = 0;
  for (const sample of samples) energy += sample * sample;
  const speechGain = 10 ** (levelDb / 20) / Math.sqrt(energy / samples.length);
  // Even noise on -1..1 has a deviation of 1 / sqrt(3).
  const noiseGain = 10 ** (noiseDb / 20) * Math.sqrt(3);
  for (let index = 0; index < samples.length; index += 1) {
    // Peaks bend instead of being cut off: a cut would be heard as effort.
    const value = Math.tanh((samples[index] as number) * speechGain + noiseGain * noise());
    samples[index] = clamp(Math.round(value * 32768), -32768, 32767) / 32768;
  }
}
