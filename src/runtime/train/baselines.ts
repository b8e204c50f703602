import type { TypedSpec } from '../../compiler/check/model.ts';
import type { SplitData } from '../data/prepared-data.ts';
import { majorityBaseline } from '../metrics/baselines.ts';
import { scoreHead } from '../metrics/evaluate.ts';
import type { HeadScores } from './events.ts';

/**
 * What a model scores on a split that knows nothing but the truths of training: the commonest label for a classifier, the mean for a regression.
 */
export function baselineScores({ heads }: TypedSpec, training: SplitData, split: SplitData): HeadScores {
  const scores = heads.map(({ name, labels, protocol }) => {
    const [known, truth] = [training, split].map(({ targets }) => targets.get(name));
    if (labels !== null) {
      const input = { labels, training: Int32Array.from(known ?? []), truth: Int32Array.from(truth ?? []) };
      return [name, scoreHead(protocol, majorityBaseline(input))];
    }
    const values = Float64Array.from(known ?? []);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const asked = Float64Array.from(truth ?? []);
    return [name, scoreHead(protocol, { truth: asked, predicted: asked.map(() => mean) })];
  });
  return Object.fromEntries(scores);
}
