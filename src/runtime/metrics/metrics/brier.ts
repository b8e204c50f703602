import { defineMetric } from '../define-metric.ts';

export const brier = defineMetric({
  name: 'brier',
  for: 'classify',
  better: 'lower',
  range: [0, 2],
  doc: `Mean squared distance of the probabilities from certainty of the truth (Brier 1950). Of two labels, that of the second
label's probability alone, from 0 to 1; of more, the sum over all labels, from 0 to 2.`,
  compute({ labels, truth, probabilities }) {
    const first = labels.length === 2 ? 1 : 0;
    let total = 0;
    truth.forEach((trueLabel, row) => {
      for (let label = first; label < labels.length; label += 1) {
        const probability = probabilities[row * labels.length + label] as number;
        total += (probability - (label === trueLabel ? 1 : 0)) ** 2;
      }
    });
    return total / truth.length;
  },
});
