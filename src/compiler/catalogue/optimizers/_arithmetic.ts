import type { Builder } from '../../graph/builder.ts';
import type { Value } from '../../graph/graph.ts';
import { scalar } from '../../ops/_scalar.ts';
import { add } from '../../ops/add.ts';
import { multiply } from '../../ops/multiply.ts';
import type { RuleSettings } from '../define-optimizer.ts';

/** `share * old + (1 - share) * now`: one step of a running mean. */
export const runningMean = (g: Builder, share: number, old: Value, now: Value): Value =>
  g.call(add, [g.call(multiply, [old, scalar(g, share)]), g.call(multiply, [now, scalar(g, 1 - share)])]);

/** A setting that the schema makes a number. */
export const numeric = (settings: RuleSettings, name: string): number => settings[name] as number;
