import type { Monitor } from '../../compiler/check/model.ts';
import { findMetric } from '../metrics/evaluate.ts';
import type { SplitScores } from './events.ts';

/** What chooses the best epoch, ready to be asked. */
export interface Monitoring {
  /** As a spec writes it: `val.loss`, `val.sentiment.macro_f1`. */
  readonly name: string;
  readonly valueOf: (scores: SplitScores) => number;
  /** Whether a value beats the best one so far. The first value always does, a NaN never any other. */
  readonly isBetter: (value: number, best: number | null) => boolean;
}

/** @throws Error (a bug of emoc) if the spec watches a metric that does not exist: the checker has refused such a spec. */
export function monitoringOf(monitor: Monitor): Monitoring {
  if (monitor.kind === 'loss') return { name: 'val.loss', valueOf: ({ losses }) => losses.loss ?? Number.NaN, isBetter: lower };
  const { head, metric } = monitor;
  const known = findMetric(metric);
  if (known === undefined) throw new Error(`no metric is called ${metric} (a bug of emoc)`);
  return {
    name: `val.${head}.${metric}`,
    valueOf: ({ heads }) => heads[head]?.[metric] ?? Number.NaN,
    isBetter: known.better === 'lower' ? lower : (value, best) => lower(-value, best === null ? null : -best),
  };
}

const lower: Monitoring['isBetter'] = (value, best) =>
  best === null || (Number.isNaN(best) ? !Number.isNaN(value) : value < best);
