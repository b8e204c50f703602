import { defineMetric } from '../define-metric.ts';

const binCount = 15;

/** Compared with the borders k / 15 themselves: dividing by a rounded width would move confidences that lie on a border. */
function binOf(confidence: number): number {
  let bin = 0;
  while (bin < binCount - 1 && confidence > (bin + 1) / binCount) bin += 1;
  return bin;
}

export const ece = defineMetric({
  name: 'ece',
  for: 'classify',
  better: 'lower',
  range: [0, 1],
  doc: `Expected calibration error (Guo et al. 2017): samples fall into 15 bins by the probability of the label that was
answered; the distance between the share of right answers and the mean probability of each bin, weighted by its size. Bins have
equal width, and a border belongs to the bin below it.`,
  compute({ labels, truth, predicted, probabilities }) {
    const excess = new Float64Array(binCount);
    predicted.forEach((answer, row) => {
      const confidence = probabilities[row * labels.length + answer] as number;
      const bin = binOf(confidence);
      excess[bin] = (excess[bin] as number) + (answer === truth[row] ? 1 : 0) - confidence;
    });
    return excess.reduce((total, value) => total + Math.abs(value), 0) / truth.length;
  },
});
