import type { CalledElsewhere, Schema, Settings } from './schema.ts';

/** Where training stands before an update. */
export interface ScheduleMoment {
  /** Updates done so far: 0 at the first. */
  readonly step: number;
  /** Epochs completed so far: 0 during the first. */
  readonly epoch: number;
  readonly stepsPerEpoch: number;
  /** Updates of the whole run, early stopping aside. */
  readonly totalSteps: number;
}

/** A learning-rate schedule: a pure function from a moment to a factor of the rate that the spec states. */
export interface ScheduleKind extends CalledElsewhere {
  readonly name: string;
  readonly doc: string;
  readonly example: string;
  readonly schema: Schema;
  /** The factor, 0 or more. Beyond the last step it stays at its last value. */
  readonly factorAt: (moment: ScheduleMoment, settings: Settings) => number;
  /** For a warm-up: updates that the schedules beside it wait before they begin. */
  readonly delaySteps?: (moment: ScheduleMoment, settings: Settings) => number;
}

export const defineSchedule = (schedule: ScheduleKind): ScheduleKind => schedule;

export interface ConfiguredSchedule {
  readonly kind: ScheduleKind;
  readonly settings: Settings;
}

/**
 * The product of all factors. A schedule beside a warm-up begins where that ends: until then it stays at its first value, and afterwards
 * the steps and epochs of the warm-up are taken off what it sees, as transformers' `get_*_schedule_with_warmup` do.
 */
export function combinedFactor(schedules: readonly ConfiguredSchedule[], moment: ScheduleMoment): number {
  const delay = schedules.reduce((sum, { kind, settings }) => sum + (kind.delaySteps?.(moment, settings) ?? 0), 0);
  const delayed: ScheduleMoment = {
    step: Math.max(0, moment.step - delay),
    epoch: Math.max(0, moment.epoch - Math.floor(delay / moment.stepsPerEpoch)),
    stepsPerEpoch: moment.stepsPerEpoch,
    totalSteps: Math.max(0, moment.totalSteps - delay),
  };
  return schedules.reduce(
    (product, { kind, settings }) => product * kind.factorAt(kind.delaySteps === undefined ? delayed : moment, settings),
    1,
  );
}

/** The share of the run that is done, 0 at the first update and 1 from `totalSteps` on. */
export const progressAt = ({ step, totalSteps }: ScheduleMoment): number => (step >= totalSteps ? 1 : step / totalSteps);
