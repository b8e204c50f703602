import type { StepResult } from '../engines/engine.ts';
import type { Emit } from './events.ts';
import type { Position } from './position.ts';

/** Shortest time between two `step` events: faster than eyes, and far cheaper than a step. */
const pauseMs = 100;

/** Tells about steps, not too often, and measures how fast they are. */
export class StepTicker {
  readonly #emit: Emit;
  readonly #nowMs: () => number;
  readonly #stepsPerEpoch: number;
  #epochStartMs = 0;
  #samples = 0;
  #nextMs = 0;

  constructor(emit: Emit, nowMs: () => number, stepsPerEpoch: number) {
    this.#emit = emit;
    this.#nowMs = nowMs;
    this.#stepsPerEpoch = stepsPerEpoch;
  }

  startEpoch(): void {
    this.#epochStartMs = this.#nowMs();
    this.#samples = 0;
  }

  /** Where an event is due, whatever else waits (the wish to stop among it) gets its turn, too: a fast engine might never let go. */
  async step(
    { losses, gradientNorm }: StepResult,
    rate: number,
    samples: number,
    { step, epoch, batchOfEpoch }: Position,
  ): Promise<void> {
    this.#samples += samples;
    const now = this.#nowMs();
    if (now < this.#nextMs && batchOfEpoch !== this.#stepsPerEpoch) return;
    this.#nextMs = now + pauseMs;
    const samplesPerS = (this.#samples / Math.max(now - this.#epochStartMs, 1e-3)) * 1000;
    const place = { epoch: epoch + 1, step, stepOfEpoch: batchOfEpoch };
    this.#emit({ type: 'step', ...place, losses: Object.fromEntries(losses), rate, gradientNorm, samplesPerS });
    await new Promise(setImmediate);
  }

  epochSeconds(): number {
    return (this.#nowMs() - this.#epochStartMs) / 1000;
  }
}
