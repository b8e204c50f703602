import type { Random } from '../../kernels/random.ts';

/** What a person feels in one clip; each of the three dimensions lies in 1..5, 3 is neutral. */
export interface LatentState {
  readonly valence: number;
  readonly arousal: number;
  readonly dominance: number;
}

/** The four quadrants of valence and arousal (Russell 1980), in the order of a label set. */
export const emotions = ['angry', 'happy', 'sad', 'calm'] as const;
export type Emotion = (typeof emotions)[number];

/** The quadrant of a state: low arousal is `sad` or `calm`, high arousal `angry` or `happy`. */
export function emotionOf({ valence, arousal }: LatentState): Emotion {
  if (arousal < 3) return valence < 3 ? 'sad' : 'calm';
  return valence < 3 ? 'angry' : 'happy';
}

/** How far valence and arousal stay away from neutral, so that a quadrant is never a matter of the last digit. */
export const smallestDistance = 0.6;

/**
 * Draws a state: valence and arousal are equally likely on both sides of neutral, 0.6 to 2 away from it; dominance is free, and tends to be
 * high where the other two are. All three have two decimals, as means of annotations have, so that a table can hold them exactly.
 */
export function drawState(random: Random): LatentState {
  const aside = (): number => (random.uniform() < 0.5 ? -1 : 1) * (smallestDistance + (2 - smallestDistance) * random.uniform());
  const valence = hundredths(3 + aside());
  const arousal = hundredths(3 + aside());
  const expected = 3 + 0.3 * (valence - 3) + 0.25 * (arousal - 3);
  return { valence, arousal, dominance: hundredths(clamp(expected + 0.6 * random.normal(), 1, 5)) };
}

/** The three dimensions on -1..1, 0 being neutral: what voice, words and face are computed from. */
export interface Drive {
  readonly valence: number;
  readonly arousal: number;
  readonly dominance: number;
}

export const driveOf = ({ valence, arousal, dominance }: LatentState): Drive => ({
  valence: (valence - 3) / 2,
  arousal: (arousal - 3) / 2,
  dominance: (dominance - 3) / 2,
});

export const clamp = (value: number, minimum: number, maximum: number): number => Math.max(minimum, Math.min(maximum, value));

const hundredths = (value: number): number => Math.round(value * 100) / 100;
