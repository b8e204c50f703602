import { findProtocol } from '../../compiler/catalogue/protocols/_lookup.ts';
import type { Metric } from './define-metric.ts';
import { metrics } from './metrics/index.generated.ts';
import { isClassification, type Samples, verifySamples } from './samples.ts';

/** Figures by the metrics' names, in the protocol's order; NaN where one is undefined. */
export type Scores = Record<string, number>;

const byName: ReadonlyMap<string, Metric> = new Map(metrics.map((metric): [string, Metric] => [metric.name, metric]));

/** The metric of this name, for reports: its range, which end is better, what it means. */
export const findMetric = (name: string): Metric | undefined => byName.get(name);

/**
 * Computes one metric.
 *
 * @throws Error (a bug of emoc) if there is no such metric or it does not read such samples; the checker has refused such a spec.
 */
export function scoreMetric(name: string, samples: Samples): number {
  const metric = byName.get(name);
  if (metric === undefined) throw new Error(`no metric is called ${name} (a bug of emoc)`);
  if (isClassification(samples) && metric.for === 'classify') return metric.compute(samples);
  if (!isClassification(samples) && metric.for === 'regress') return metric.compute(samples);
  throw new Error(`metric ${name} scores heads that ${metric.for} (a bug of emoc)`);
}

/**
 * Scores the answers of one head by a protocol.
 *
 * @param protocolName Name and version, as `mosi@1`.
 * @param samples All samples of the split together: most metrics are not means over batches.
 * @throws Error (a bug of emoc) if the protocol is unknown or does not fit the samples, or if the arrays do not belong together.
 *
 * @example scoreHead('vad@1', { truth: Float64Array.of(1, 2, 3), predicted: Float64Array.of(1, 2, 4) }).ccc // 0.8571…
 */
export function scoreHead(protocolName: string, samples: Samples): Scores {
  const protocol = findProtocol(protocolName);
  if (protocol === undefined) throw new Error(`no protocol is called ${protocolName} (a bug of emoc)`);
  verifySamples(samples);
  const { labelRange } = protocol;
  const stray = labelRange && samples.truth.find((label) => label < labelRange.minimum || label > labelRange.maximum);
  if (stray !== undefined) throw new Error(`label ${stray} is out of the range of ${protocolName} (a bug of emoc)`);
  return Object.fromEntries(protocol.metrics.map((name) => [name, scoreMetric(name, samples)]));
}
