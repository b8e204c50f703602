import type { ClassificationSamples } from './samples.ts';

/** What a baseline may know: the training labels, and the truths of the split that is scored. */
export interface BaselineInput {
  readonly labels: readonly string[];
  /** [training samples], places in `labels`. */
  readonly training: Int32Array;
  /** [n], truths of the scored split. */
  readonly truth: Int32Array;
}

function trainingShares({ labels, training }: BaselineInput): Float64Array {
  const shares = new Float64Array(labels.length);
  for (const label of training) shares[label] = (shares[label] as number) + 1 / training.length;
  return shares;
}

const answersWith = ({ labels, truth }: BaselineInput, shares: Float64Array, answer: () => number): ClassificationSamples => ({
  labels,
  truth,
  predicted: Int32Array.from(truth, answer),
  probabilities: Float64Array.from(
    { length: truth.length * labels.length },
    (_, place) => shares[place % labels.length] as number,
  ),
});

/**
 * Always answers the label that training had most of (the first of equals), with the labels' shares of training as probabilities.
 *
 * Score the result like the answers of a head: a model that does not beat it has learned nothing but the shares.
 */
export function majorityBaseline(input: BaselineInput): ClassificationSamples {
  const shares = trainingShares(input);
  const majority = shares.indexOf(Math.max(...shares));
  return answersWith(input, shares, () => majority);
}

/**
 * Answers at random, each label as often as training had it, with the same probabilities as the majority baseline.
 *
 * @param random Gives numbers in [0, 1); one is drawn for each sample.
 */
export function stratifiedBaseline(input: BaselineInput, random: () => number): ClassificationSamples {
  const shares = trainingShares(input);
  // The last label with samples takes what rounding leaves of the interval.
  const last = shares.findLastIndex((share) => share > 0);
  const draw = (): number => {
    let rest = random();
    const label = shares.findIndex((share) => {
      rest -= share;
      return rest < 0;
    });
    return label === -1 ? last : label;
  };
  return answersWith(input, shares, draw);
}
