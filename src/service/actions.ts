import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import { withLineEndsOf } from '../compiler/parse/line-ends.ts';
import type { Action, ActionSource } from './action.ts';
import { explicitDefault } from './actions/explicit-default.ts';
import { extractConstant } from './actions/extract-constant.ts';
import { fixAll } from './actions/fix-all.ts';
import { fixes } from './actions/fixes.ts';
import type { Snapshot } from './snapshot.ts';

const sources: readonly ActionSource[] = [fixes, extractConstant, explicitDefault, fixAll];

/** Everything that can be done at a selection, what mends first, with lines that end as those of the spec do. `mistakes` are the snapshot's own unless more is known. */
export const actionsAt = (
  snapshot: Snapshot,
  start: number,
  end: number,
  mistakes: readonly Diagnostic[] = snapshot.diagnostics,
): readonly Action[] =>
  sources
    .flatMap((source) => source(snapshot, start, end, mistakes))
    .map((action) => ({ ...action, edits: withLineEndsOf(snapshot.text, action.edits) }));
