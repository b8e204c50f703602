import { defineMetric } from '../define-metric.ts';

export const logLoss = defineMetric({
  name: 'log_loss',
  for: 'classify',
  better: 'lower',
  range: [0, Number.POSITIVE_INFINITY],
  doc: `Mean of -ln of the probability given to the true label, in nats. A probability below 2.220446049250313e-16 counts as that
number, as in scikit-learn, so that one certain mistake costs 36.04 and not infinity. Rows are not rescaled to sum to 1.`,
  compute({ labels, truth, probabilities }) {
    const total = truth.reduce((sum, label, row) => {
      const probability = probabilities[row * labels.length + label] as number;
      return sum - Math.log(Math.max(Number.EPSILON, probability));
    }, 0);
    return total / truth.length;
  },
});
