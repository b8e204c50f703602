import type { Random } from '../../kernels/random.ts';
import type { Clip } from './clip.ts';
import type { LatentState } from './latent.ts';
import type { WordingTraits } from './speaker.ts';
import { feelings, people, qualities, times, topics, verbs, type Word } from './words.ts';

/** How far a word may lie from what is felt: words say clearly how good something is, and less clearly how exciting. */
const valenceDeviation = 0.5;
const arousalDeviation = 0.9;

/** A sentence shape, and how often it is used against the others. */
interface Shape {
  readonly weight: number;
  readonly build: (pick: Picker) => string;
}

/** Fills the slots of a shape. */
interface Picker {
  readonly feeling: () => string;
  readonly quality: () => string;
  readonly verb: () => string;
  /** "the trip" */
  readonly topic: () => string;
  /** "the trip with Anna" */
  readonly event: () => string;
  readonly time: () => string;
  /** "I am", "I feel" or "I'm". */
  readonly being: () => string;
}

const shapes: readonly Shape[] = [
  { weight: 4, build: ({ being, feeling, event }) => `${being()} ${feeling()} after ${event()}` },
  { weight: 4, build: ({ event, quality, time }) => `${event()} was ${quality()} ${time()}` },
  { weight: 3, build: ({ verb, event }) => `I ${verb()} ${event()}` },
  { weight: 3, build: ({ event, feeling }) => `${event()} left me ${feeling()}` },
  { weight: 4, build: ({ topic, quality, being, feeling }) => `${topic()} was ${quality()} and ${being()} ${feeling()}` },
  { weight: 2, build: ({ being, feeling, verb, topic }) => `${being()} ${feeling()} and I ${verb()} ${topic()}` },
  { weight: 1, build: ({ event, time }) => `we talked about ${event()} ${time()}` },
  { weight: 1, build: ({ event, time }) => `they asked me about ${event()} ${time()}` },
];

const negatedShare = 0.08;
const intensifiedShare = 0.3;

/**
 * The sentence of a clip: a short English one whose words follow the valence that the clip's words show, and its arousal less closely.
 *
 * Some say nothing of what is felt, and some negate the opposite word ("not happy"). Openers, contractions and intensifiers are the speaker's own.
 */
export function makeSentence(clip: Clip): string {
  const random = clip.random.child('words');
  const wording = clip.speaker.wording;
  const body = weighted(shapes, ({ weight }) => weight, random).build(picker(clip.shown.words, wording, random));
  if (random.uniform() >= wording.openerShare) return `${capital(body)}.`;
  return `${wording.opener}, ${body}.`;
}

function picker(state: LatentState, wording: WordingTraits, random: Random): Picker {
  const near = (words: readonly Word[], wanted: LatentState): Word => weighted(words, (word) => nearness(word, wanted), random);
  const oneOf = (items: readonly string[]): string => items[random.integer(items.length)] as string;
  const described = (words: readonly Word[]): string => {
    const opposite = near(words, { ...state, valence: 6 - state.valence });
    if (isMarked(opposite) && random.uniform() < negatedShare) return `not ${opposite.text}`;
    const word = near(words, state);
    return isMarked(word) && random.uniform() < intensifiedShare ? `${wording.intensifier} ${word.text}` : word.text;
  };
  return {
    feeling: () => described(feelings),
    quality: () => described(qualities),
    verb: () => near(verbs, state).text,
    topic: () => oneOf(topics),
    event: () => `${oneOf(topics)} with ${oneOf(people)}`,
    time: () => oneOf(times),
    being: () => (random.uniform() < 0.3 ? 'I feel' : wording.isContracting ? "I'm" : 'I am'),
  };
}

/** "So ordinary" and "not curious" are nothing that one says. */
const isMarked = ({ valence }: Word): boolean => Math.abs(valence - 3) > 1;

function nearness({ valence, arousal }: Word, state: LatentState): number {
  const [v, a] = [(valence - state.valence) / valenceDeviation, (arousal - state.arousal) / arousalDeviation];
  return Math.exp(-(v * v + a * a) / 2);
}

/** One of the items, each as likely as its weight says. */
function weighted<Item>(items: readonly Item[], weightOf: (item: Item) => number, random: Random): Item {
  let left = random.uniform() * items.reduce((total, item) => total + weightOf(item), 0);
  for (const item of items) {
    left -= weightOf(item);
    if (left < 0) return item;
  }
  return items[items.length - 1] as Item;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
