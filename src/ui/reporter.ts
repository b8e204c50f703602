import type { TrainEvent } from '../runtime/train/events.ts';

/** Something that shows a run: a function from events to output. It never asks and never answers. */
export interface Reporter {
  event(event: TrainEvent): void;
  /** Puts the terminal back in order. Resolves when everything is shown. */
  close(): Promise<void>;
}

export type ReporterName = 'ink' | 'plain' | 'json';

/** What the choice of a reporter looks at. */
export interface Surroundings {
  readonly isTerminal: boolean;
  /** `null` without a terminal, or where it claims to have none. */
  readonly columns: number | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Below this many columns a screen is no use, and lines are. */
export const narrowest = 40;

/**
 * The reporter that was asked for; for `auto` the screen on a terminal that can show one, lines elsewhere: in a pipe, in continuous integration
 * (`CI`), on a dumb terminal and on one of fewer than 40 columns.
 */
export function chooseReporter(wanted: 'auto' | ReporterName, { isTerminal, columns, environment }: Surroundings): ReporterName {
  if (wanted !== 'auto') return wanted;
  const isScreen = isTerminal && columns !== null && columns >= narrowest;
  return isScreen && (environment.CI ?? '') === '' && environment.TERM !== 'dumb' ? 'ink' : 'plain';
}
