import type { SplitScores } from './events.ts';
import type { Monitoring } from './monitor.ts';

/** What is known about epochs so far: a part of every checkpoint. */
export interface JudgeState {
  readonly bestValue: number | null;
  /** Counted from 1; 0 before the first epoch. */
  readonly bestEpoch: number;
  readonly epochsWithoutGain: number;
}

/** How an epoch compares with those before it. */
export interface Judgement {
  /** Value of what is watched; `null` where there is no validation split. */
  readonly monitored: number | null;
  readonly isBest: boolean;
  readonly bestEpoch: number;
  readonly epochsWithoutGain: number;
}

/** Finds the best epoch by what the spec watches. Without a validation split the last one counts as the best. */
export class Judge {
  readonly #monitoring: Monitoring;
  #state: JudgeState;

  constructor(monitoring: Monitoring, state: JudgeState = { bestValue: null, bestEpoch: 0, epochsWithoutGain: 0 }) {
    this.#monitoring = monitoring;
    this.#state = state;
  }

  get state(): JudgeState {
    return this.#state;
  }

  judge(validation: SplitScores | null, epoch: number): Judgement {
    const monitored = validation === null ? null : this.#monitoring.valueOf(validation);
    const { bestValue, bestEpoch, epochsWithoutGain } = this.#state;
    const isBest = monitored === null || this.#monitoring.isBetter(monitored, bestValue);
    this.#state = isBest
      ? { bestValue: monitored, bestEpoch: epoch, epochsWithoutGain: 0 }
      : { bestValue, bestEpoch, epochsWithoutGain: epochsWithoutGain + 1 };
    return { monitored, isBest, bestEpoch: this.#state.bestEpoch, epochsWithoutGain: this.#state.epochsWithoutGain };
  }
}
