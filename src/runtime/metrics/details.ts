import { countLabels, type LabelScores, scoreLabel } from './metrics/_per-label.ts';
import type { LabelledSamples } from './samples.ts';

/** One row of a classification report. */
export interface LabelDetails extends LabelScores {
  readonly label: string;
  /** Samples of the label. */
  readonly support: number;
  /** Answers with the label. */
  readonly answers: number;
}

export interface ClassificationDetails {
  /** One entry a declared label, in their order. Undefined precision, recall or F1 is 0. */
  readonly perLabel: readonly LabelDetails[];
  /** `confusion[truth][answer]`: how many samples of one label were answered with another; [labels, labels]. */
  readonly confusion: readonly (readonly number[])[];
}

/** What a report prints below the metrics of a classifying head: each label's figures and the confusion matrix. */
export function details(samples: LabelledSamples): ClassificationDetails {
  const { labels, truth, predicted } = samples;
  const confusion = labels.map(() => labels.map(() => 0));
  truth.forEach((label, row) => {
    const counts = confusion[label] as number[];
    const answer = predicted[row] as number;
    counts[answer] = (counts[answer] as number) + 1;
  });
  const perLabel = countLabels(samples).map((counts, place) => ({
    label: labels[place] as string,
    ...scoreLabel(counts),
    support: counts.support,
    answers: counts.answers,
  }));
  return { perLabel, confusion };
}
