import { createRandom, type Random } from '../../kernels/random.ts';
import { drawState, type Emotion, emotionOf, type LatentState } from './latent.ts';
import { makeSpeaker, type Speaker, speakerCount } from './speaker.ts';

/** The three ways in which a clip shows what is felt. */
export const channels = ['voice', 'words', 'face'] as const;
export type Channel = (typeof channels)[number];

/** One clip before anything of it is heard, read or seen. */
export interface Clip {
  /** `clip_00000` and on. */
  readonly id: string;
  readonly speaker: Speaker;
  /** What is felt: the truth that a model is to find. */
  readonly state: LatentState;
  readonly emotion: Emotion;
  /** The channel that shows something else, or `null` where all agree. */
  readonly contradicting: Channel | null;
  /** What each channel shows: `state`, but of the contradicting one another state, which has nothing to do with it. */
  readonly shown: Readonly<Record<Channel, LatentState>>;
  /** The clip's own stream; a channel draws from `random.child(channel)`. */
  readonly random: Random;
}

/** Clips in which one channel contradicts the other two. */
export const contradictingShare = 0.25;

/**
 * Clips of a seed by number, each from a stream of its own: clip 7 is the same whatever clips are made before it, and however many.
 *
 * @example
 * const clipAt = createClips(1);
 * makeVoice(clipAt(7));
 */
export function createClips(seed: number): (index: number) => Clip {
  const root = createRandom(seed).child('synthetic');
  const speakers = Array.from({ length: speakerCount }, (_, number) => makeSpeaker(root, number));

  return (index) => {
    const random = root.child(`clip/${index}`);
    const state = drawState(random);
    const contradicting = random.uniform() < contradictingShare ? (channels[random.integer(channels.length)] as Channel) : null;
    const other = drawState(random);
    const shownBy = (channel: Channel): LatentState => (channel === contradicting ? other : state);
    return {
      id: `clip_${String(index).padStart(5, '0')}`,
      // In turn, so that every speaker has as many clips as the others.
      speaker: speakers[index % speakerCount] as Speaker,
      state,
      emotion: emotionOf(state),
      contradicting,
      shown: { voice: shownBy('voice'), words: shownBy('words'), face: shownBy('face') },
      random,
    };
  };
}
