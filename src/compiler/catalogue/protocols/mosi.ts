import { defineProtocol } from '../define-protocol.ts';

export const mosi = defineProtocol({
  name: 'mosi',
  version: 1,
  for: 'regress',
  labelRange: { minimum: -3, maximum: 3 },
  metrics: ['mae', 'pearson', 'acc_7', 'acc_5', 'acc_3', 'acc_2_has0', 'acc_2_non0', 'f1_has0', 'f1_non0'],
  primary: 'mae',
  doc: `Sentiment intensity from -3 to 3, as on CMU-MOSI and CMU-MOSEI. Mean absolute error, Pearson's correlation, and accuracies of the
rounded answer: seven, five and three classes are the answer and the label clipped to ±3, ±2 and ±1 and rounded half to even, as numpy
does. Two classes come in both readings of a zero label. Has0 scores every sample as negative or non-negative (Zadeh et al. 2016);
Non0 leaves out samples labelled 0 and asks for negative or positive (Tsai et al. 2019). F1 is that of the same two classes, weighted by
their share of the labels. All figures come from one epoch, chosen on validation. Reference: MMSA metricsTop.py (regression), MulT
eval_metrics.py.`,
});
