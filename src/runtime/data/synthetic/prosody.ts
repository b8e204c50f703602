import type { Random } from '../../kernels/random.ts';
import { clamp, driveOf, type LatentState } from './latent.ts';
import type { VoiceTraits } from './speaker.ts';

/** How a sentence is spoken. */
export interface Prosody {
  /** Mean pitch. */
  readonly pitchHz: number;
  /** Size of the pitch movements, in semitones. */
  readonly pitchRange: number;
  /** Irregularity of the vocal folds: deviation of one period, as a share of it. */
  readonly jitter: number;
  readonly syllablesPerSecond: number;
  /** Level of the speech, root mean square, in dB of full scale. */
  readonly levelDb: number;
  /** Breath that is heard with every pulse, as a share of it. */
  readonly breath: number;
  /** Where the source begins to fall off: an effortful voice is bright. */
  readonly brightnessHz: number;
  /** Factor on all resonances. A smile shortens the vocal tract (Tartter 1980). */
  readonly tractFactor: number;
  /** Noise of the room, in dB of full scale. */
  readonly noiseDb: number;
}

/**
 * What a state does to a voice: arousal raises pitch, level, tempo and brightness (Scherer 2003); dominance raises level and tempo and
 * lowers pitch. Valence is less clearly heard: in roughness and breath (Gobl and Ní Chasaide 2003) and, through the smile, in the resonances.
 * People differ, and no two sentences of one person are spoken alike.
 */
export function drawProsody(state: LatentState, traits: VoiceTraits, random: Random): Prosody {
  const { valence, arousal, dominance } = driveOf(state);
  const effort = 0.7 * arousal + 0.3 * dominance;
  const semitones = 5 * arousal - dominance + 1 * random.normal();
  return {
    pitchHz: clamp(traits.pitchHz * 2 ** (semitones / 12), 65, 400),
    pitchRange: clamp(2.2 + 1.4 * arousal + 0.4 * random.normal(), 0.5, 5),
    jitter: 0.012 * 2 ** (-1.2 * valence + 0.4 * random.normal()),
    syllablesPerSecond: clamp(traits.tempoFactor * (4.6 + 1.3 * arousal + 0.3 * dominance + 0.3 * random.normal()), 2.8, 7),
    levelDb: clamp(traits.gainDb - 25 + 5.5 * arousal + 2 * dominance + 1.2 * random.normal(), -38, -14),
    breath: 0.06 * 2 ** (-1.6 * valence + 0.8 * random.normal()),
    brightnessHz: 900 * 2 ** (0.9 * effort + 0.25 * random.normal()),
    tractFactor: traits.tractFactor * (1 + 0.06 * valence + 0.02 * random.normal()),
    noiseDb: -52 + 3 * random.normal(),
  };
}
