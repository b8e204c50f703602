import type { ScheduleMoment } from '../define-schedule.ts';
import { choice, type Settings, wordOf } from '../schema.ts';

/** What a decay is counted by. */
export const per = choice('Whether it counts epochs or updates.', ['epoch', 'step'], 'epoch');

/** Periods completed so far, by the setting `per`. */
export const periodsAt = ({ epoch, step }: ScheduleMoment, settings: Settings): number =>
  wordOf(settings, 'per') === 'epoch' ? epoch : step;
