import type { Random } from '../../kernels/random.ts';
import { clamp, driveOf, type LatentState } from './latent.ts';

/** What the muscles of a face do; each in -1..1, and 0 is a face at rest. */
export interface Expression {
  /** Corners of the mouth: up (a smile) or down. */
  readonly mouthCurve: number;
  /** Lips: pressed together or apart. */
  readonly mouthOpening: number;
  /** Lids: heavy or wide open. */
  readonly eyeOpening: number;
  /** Brows: inner ends up (grief) or down (a frown). */
  readonly browAngle: number;
  /** Brows: low or raised. */
  readonly browHeight: number;
}

/**
 * What a state does to a face, in the terms of the Facial Action Coding System (Ekman and Friesen 1978): valence moves the corners of the
 * mouth (units 12 and 15), arousal lids and lips (5, 25, 26), and where valence is low, dominance decides between frown (4) and grief (1).
 * Faces are not exact: each part has a deviation of its own.
 */
export function drawExpression(state: LatentState, random: Random): Expression {
  const { valence, arousal, dominance } = driveOf(state);
  const about = (mean: number, deviation: number): number => clamp(mean + deviation * random.normal(), -1, 1);
  return {
    mouthCurve: about(0.8 * valence, 0.25),
    mouthOpening: about(0.6 * arousal, 0.3),
    eyeOpening: about(0.65 * arousal, 0.3),
    browAngle: about(valence < 0 ? -valence * (0.5 * arousal + 0.5 * dominance) : 0, 0.25),
    browHeight: about(0.35 * arousal, 0.3),
  };
}
