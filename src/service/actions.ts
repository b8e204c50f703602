import type { Action, ActionSource } from './action.ts';
import { explicitDefault } from './actions/explicit-default.ts';
import { extractConstant } from './actions/extract-constant.ts';
import { fixAll } from './actions/fix-all.ts';
import { fixes } from './actions/fixes.ts';
import type { Snapshot } from './snapshot.ts';

const sources: readonly ActionSource[] = [fixes, extractConstant, explicitDefault, fixAll];

/** Everything that can be done at a selection, what mends first. */
export const actionsAt = (snapshot: Snapshot, start: number, end: number): readonly Action[] =>
  sources.flatMap((source) => source(snapshot, start, end));
