/** What a head answers with, as far as its scores are concerned: one of a set of labels, or a number. */
export type ScoredKind = 'classify' | 'regress';

/** Closed interval of numbers, in the unit of the labels. */
export interface LabelRange {
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * An evaluation protocol: the metrics under which results of one field are comparable, by name and version.
 *
 * It is data, so that the checker knows which heads it fits without the code that computes the metrics; the runtime joins the two
 * by the metrics' names (`src/runtime/metrics/evaluate.ts`). A definition that has been released never changes: another choice of
 * metrics, rounding or zeros is another version.
 */
export interface Protocol {
  /** As a spec writes it before the `@`. */
  readonly name: string;
  /** The number after the `@`, counted from 1. */
  readonly version: number;
  /** The kind of head that it scores. */
  readonly for: ScoredKind;
  /** Labels must lie here, where the metrics' definitions depend on the scale. */
  readonly labelRange?: LabelRange;
  /** Names of metrics, in the order of a report. */
  readonly metrics: readonly string[];
  /** The one of `metrics` that comes first in summaries and that a model is chosen by when nothing else is said. */
  readonly primary: string;
  /** Full sentences: what is measured, on what, and where the definition comes from. */
  readonly doc: string;
}

/** Declares a protocol; its literal names stay known to the type checker. */
export function defineProtocol<const Definition extends Protocol>(protocol: Definition): Definition {
  return protocol;
}
