import type { PlannedSetting } from '../plan/plan-model.ts';
import { alignByKey } from './align.ts';
import type { Change } from './diff-model.ts';

/** A thing with a name and a text that says all of it. */
export interface Entry {
  readonly path: string;
  readonly text: string;
}

/** What changed among things with names. */
export function diffEntries(before: readonly Entry[], after: readonly Entry[]): Change[] {
  return alignByKey(before, after, ({ path }) => path).flatMap(({ before: one, after: other }): Change[] => {
    const path = (other ?? one)?.path ?? '';
    if (one === null) return [{ sign: '+', path, before: null, after: other?.text ?? null }];
    if (other === null) return [{ sign: '-', path, before: one.text, after: null }];
    return one.text === other.text ? [] : [{ sign: '~', path, before: one.text, after: other.text }];
  });
}

/** Settings as entries, under a prefix such as `train.`. */
export const entriesOf = (settings: readonly PlannedSetting[], prefix = ''): Entry[] =>
  settings.map(({ name, text }) => ({ path: `${prefix}${name}`, text }));

/** A text that may be absent. */
export const optional = (path: string, text: string | null): Entry[] => (text === null ? [] : [{ path, text }]);
