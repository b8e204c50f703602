import { type Json, toJson } from '../plan/plan-json.ts';
import type { PlanDiff } from './diff-model.ts';

/**
 * What `emoc diff --json` and `emoc plan --against --json` print: `PlanDiff` with the names of `diff-model.ts`, amounts as in `emoc plan --json`.
 * Its schema is `grammar/emoc-diff.schema.json`; `format_version` grows when a field changes its meaning or goes.
 */
export interface JsonDiff extends Json<Omit<PlanDiff, 'formatVersion'>> {
  readonly format_version: 1;
}

export const diffJson = ({ formatVersion, ...diff }: PlanDiff): JsonDiff => ({
  format_version: formatVersion,
  ...(toJson(diff) as Json<Omit<PlanDiff, 'formatVersion'>>),
});
