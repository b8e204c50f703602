import type { Role, TypedSpec } from '../../compiler/check/model.ts';
import type { PreparedData, SplitData } from '../data/prepared-data.ts';
import type { Session } from '../engines/engine.ts';
import { type ClassificationDetails, details } from '../metrics/details.ts';
import { isClassification } from '../metrics/samples.ts';
import { writePredictions } from '../tracking/predictions.ts';
import { type RunFolder, writeJson } from '../tracking/run-folder.ts';
import { baselineScores } from './baselines.ts';
import { type EvaluateParts, type Evaluation, evaluateSplit } from './evaluate.ts';
import type { HeadScores, Losses, Summary } from './events.ts';

/** The splits that a data set has, in the order in which they are reported. */
export const splitsOf = ({ splits }: PreparedData): readonly SplitData[] =>
  (['train', 'validation', 'test'] as const).flatMap((role) => splits[role] ?? []);

/** What is known of a run besides its scores. */
export type RunFacts = Pick<Summary, 'run' | 'experiment' | 'reason' | 'bestEpoch' | 'epochs' | 'steps' | 'seconds'>;

/**
 * Ends a run: scores the session, which holds the best epoch's weights, on every split, and writes `metrics.json` and the predictions.
 *
 * `null` when the wish to stop came meanwhile; nothing is written then.
 */
export async function summarise(
  session: Session,
  data: PreparedData,
  parts: EvaluateParts,
  folder: RunFolder,
  facts: RunFacts,
): Promise<Summary | null> {
  const evaluations = new Map<SplitData, Evaluation>();
  for (const split of splitsOf(data)) {
    const evaluation = await evaluateSplit(session, split, parts);
    if (evaluation === null) return null;
    evaluations.set(split, evaluation);
  }
  const bySplit = <Content>(make: (split: SplitData, evaluation: Evaluation) => Content): Partial<Record<Role, Content>> =>
    Object.fromEntries([...evaluations].map(([split, evaluation]) => [split.role, make(split, evaluation)]));
  const training = data.splits.train;
  const metrics = bySplit((_, { scores }): HeadScores => scores.heads);
  const losses = bySplit((_, { scores }): Losses => scores.losses);
  const baselines = training === null ? {} : bySplit((split) => baselineScores(parts.spec, training, split));

  for (const [split, { answers }] of evaluations) writePredictions(folder, split, answers);
  const splits = bySplit(({ role, rowCount }, evaluation) => ({
    rows: rowCount,
    losses: losses[role],
    heads: metrics[role],
    baselines: baselines[role],
    details: detailsOf(evaluation),
  }));
  const { experiment, reason, bestEpoch, epochs, steps } = facts;
  writeJson(folder, 'metrics', {
    format_version: 1,
    experiment,
    protocols: protocolsOf(parts.spec),
    reason,
    bestEpoch,
    epochs,
    steps,
    splits,
  });
  return { type: 'summary', ...facts, metrics, losses, baselines };
}

/** Each label's figures and the confusion matrix, by classifying head. */
function detailsOf({ answers }: Evaluation): Readonly<Record<string, ClassificationDetails>> {
  return Object.fromEntries(
    [...answers].flatMap(([head, samples]) => (isClassification(samples) ? [[head, details(samples)] as const] : [])),
  );
}

/** Protocol of each head. */
export const protocolsOf = ({ heads }: TypedSpec): Readonly<Record<string, string>> =>
  Object.fromEntries(heads.map(({ name, protocol }) => [name, protocol]));
