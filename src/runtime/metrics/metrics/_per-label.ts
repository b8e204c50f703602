import type { LabelledSamples } from '../samples.ts';

/** How often one label was right, was given, and was answered. */
export interface LabelCounts {
  /** Samples of the label that were answered with it. */
  readonly hits: number;
  /** Samples of the label. */
  readonly support: number;
  /** Answers with the label. */
  readonly answers: number;
}

export interface LabelScores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Counts of every declared label, in their order. */
export function countLabels({ labels, truth, predicted }: LabelledSamples): LabelCounts[] {
  const hits = new Float64Array(labels.length);
  const support = new Float64Array(labels.length);
  const answers = new Float64Array(labels.length);
  const add = (counts: Float64Array, label: number): void => {
    counts[label] = (counts[label] as number) + 1;
  };
  truth.forEach((label, row) => {
    const answer = predicted[row] as number;
    add(support, label);
    add(answers, answer);
    if (label === answer) add(hits, label);
  });
  return labels.map((_, label) => ({
    hits: hits[label] as number,
    support: support[label] as number,
    answers: answers[label] as number,
  }));
}

/** An undefined rate counts as 0, as scikit-learn does with `zero_division=0`. */
const rate = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Precision, recall and F1 of one label; F1 from the counts, which is the harmonic mean of the two without its 0/0. */
export const scoreLabel = ({ hits, support, answers }: LabelCounts): LabelScores => ({
  precision: rate(hits, answers),
  recall: rate(hits, support),
  f1: rate(2 * hits, support + answers),
});

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

type Average = (counts: readonly LabelCounts[], score: keyof LabelScores) => number;

/** Plain mean over all declared labels, also those without samples. */
export const macroAverage: Average = (counts, score) => sum(counts.map((label) => scoreLabel(label)[score])) / counts.length;

/** Mean over the labels weighted by their support in the truth (not among the answers). */
export const weightedAverage: Average = (counts, score) =>
  rate(sum(counts.map((label) => label.support * scoreLabel(label)[score])), sum(counts.map(({ support }) => support)));

/** The score of all decisions together, as if they were about one label. */
export const microAverage: Average = (counts, score) =>
  scoreLabel({
    hits: sum(counts.map(({ hits }) => hits)),
    support: sum(counts.map(({ support }) => support)),
    answers: sum(counts.map(({ answers }) => answers)),
  })[score];

/** The averaged score of samples. NaN without any: nothing was decided, and a 0 would read as a failure. */
export const averageOf =
  (average: Average, score: keyof LabelScores) =>
  (samples: LabelledSamples): number =>
    samples.truth.length === 0 ? Number.NaN : average(countLabels(samples), score);

/** Share of samples answered with their label. NaN without samples. */
export const shareRight = (samples: LabelledSamples): number =>
  sum(countLabels(samples).map(({ hits }) => hits)) / samples.truth.length;
