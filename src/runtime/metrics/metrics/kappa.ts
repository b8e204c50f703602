import { defineMetric } from '../define-metric.ts';
import { countLabels } from './_per-label.ts';

export const kappa = defineMetric({
  name: 'kappa',
  for: 'classify',
  better: 'higher',
  range: [-1, 1],
  doc: `Cohen's kappa (1960): agreement of answers and labels beyond the agreement expected of two independent raters with the
same shares of labels. 0 is chance, 1 perfect. Not a number where chance agreement is certain, since both sides know one label
only.`,
  compute(samples) {
    const counts = countLabels(samples);
    const rows = samples.truth.length;
    const agreed = rows * counts.reduce((total, { hits }) => total + hits, 0);
    const byChance = counts.reduce((total, { support, answers }) => total + support * answers, 0);
    // Products of counts, not of shares: they are exact, so 0/0 is seen as such.
    return (agreed - byChance) / (rows * rows - byChance);
  },
});
