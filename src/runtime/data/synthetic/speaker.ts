import type { Random } from '../../kernels/random.ts';

/** One person with a voice, a way of wording and a face of their own; none of these depends on what is felt. */
export interface Speaker {
  /** `s01` to `s20`. */
  readonly id: string;
  readonly voice: VoiceTraits;
  readonly wording: WordingTraits;
  readonly face: FaceTraits;
}

export interface VoiceTraits {
  /** Pitch of neutral speech. */
  readonly pitchHz: number;
  /** Factor on all resonances: short vocal tracts have high ones. */
  readonly tractFactor: number;
  /** Syllables a second over those of the average speaker. */
  readonly tempoFactor: number;
  /** Distance to the microphone, as a gain. */
  readonly gainDb: number;
}

export interface WordingTraits {
  /** What stands before a sentence, where something does. */
  readonly opener: string;
  /** How often it does, 0..1. */
  readonly openerShare: number;
  readonly intensifier: string;
  /** Says "I'm" for "I am". */
  readonly isContracting: boolean;
}

/** Lengths are in pixels of the unscaled 48 x 48 drawing; brightness is 0 (black) to 1 (white). */
export interface FaceTraits {
  readonly headWidth: number;
  readonly headHeight: number;
  readonly skin: number;
  readonly hair: number;
  /** Height of the hair line over the middle of the head. */
  readonly hairLine: number;
  readonly eyeDistance: number;
  readonly mouthWidth: number;
  readonly browThickness: number;
  readonly hasGlasses: boolean;
}

export const speakerCount = 20;

const openers = ['Well', 'Honestly', 'You know', 'Look', 'So', 'I mean'] as const;
const intensifiers = ['so', 'really', 'very', 'quite'] as const;

/** The speaker of a number in 0..19, from the stream `speaker/NUMBER` of the generator. */
export function makeSpeaker(root: Random, number: number): Speaker {
  const random = root.child(`speaker/${number}`);
  const between = (low: number, high: number): number => low + (high - low) * random.uniform();
  const oneOf = <Item>(items: readonly Item[]): Item => items[random.integer(items.length)] as Item;
  // Every second voice is a low one, as in a corpus with as many men as women.
  const isLow = number % 2 === 0;
  return {
    id: `s${String(number + 1).padStart(2, '0')}`,
    voice: {
      pitchHz: isLow ? between(100, 130) : between(170, 215),
      tractFactor: isLow ? between(0.95, 1.02) : between(1.08, 1.16),
      tempoFactor: between(0.93, 1.07),
      gainDb: between(-1.5, 1.5),
    },
    wording: {
      opener: oneOf(openers),
      openerShare: between(0.1, 0.5),
      intensifier: oneOf(intensifiers),
      isContracting: random.uniform() < 0.5,
    },
    face: {
      headWidth: between(14.5, 17),
      headHeight: between(18.5, 20.5),
      skin: between(0.55, 0.85),
      hair: between(0.08, 0.4),
      hairLine: between(9, 12),
      eyeDistance: between(6.2, 7.4),
      mouthWidth: between(6, 7.8),
      browThickness: between(0.7, 1.3),
      hasGlasses: random.uniform() < 0.2,
    },
  };
}
