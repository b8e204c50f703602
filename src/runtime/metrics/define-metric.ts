import type { ScoredKind } from '../../compiler/catalogue/define-protocol.ts';
import type { ClassificationSamples, RegressionSamples } from './samples.ts';

/** What a metric of each kind reads. */
export interface SamplesOf {
  readonly classify: ClassificationSamples;
  readonly regress: RegressionSamples;
}

/**
 * One figure about the answers of one head.
 *
 * Every metric is a function of the set of samples alone: their order changes nothing but rounding, and perfect answers (with certain
 * probabilities, every declared label present and no side constant) score the better end of `range`.
 */
export interface MetricOf<Kind extends ScoredKind> {
  /** As printed, in JSON and in a spec. */
  readonly name: string;
  readonly for: Kind;
  readonly better: 'higher' | 'lower';
  /** Smallest and largest value, possibly infinite. */
  readonly range: readonly [minimum: number, maximum: number];
  /** Full sentences: the definition, what happens where it is undefined, the source. */
  readonly doc: string;
  /** The figure in float64; NaN where it is undefined, which includes no samples and a NaN among the values it reads. */
  compute(samples: SamplesOf[Kind]): number;
}

export type Metric = MetricOf<'classify'> | MetricOf<'regress'>;

/** Declares a metric; its literal name stays known to the type checker. */
export function defineMetric<const Name extends string, Kind extends ScoredKind>(
  metric: MetricOf<Kind> & { readonly name: Name },
): MetricOf<Kind> & { readonly name: Name } {
  return metric;
}
