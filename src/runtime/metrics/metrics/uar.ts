import { defineMetric } from '../define-metric.ts';
import { countLabels, scoreLabel } from './_per-label.ts';

export const uar = defineMetric({
  name: 'uar',
  for: 'classify',
  better: 'higher',
  range: [0, 1],
  doc: `Unweighted average recall, also called balanced accuracy and, on IEMOCAP, UA: the recall of each label that has samples,
then the plain mean (Schuller et al. 2009). Labels without samples are left out, as in scikit-learn's balanced_accuracy_score.`,
  compute(samples) {
    const recalls = countLabels(samples)
      .filter(({ support }) => support > 0)
      .map((label) => scoreLabel(label).recall);
    return recalls.reduce((total, recall) => total + recall, 0) / recalls.length;
  },
});
