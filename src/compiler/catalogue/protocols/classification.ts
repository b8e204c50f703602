import { defineProtocol } from '../define-protocol.ts';

export const classification = defineProtocol({
  name: 'classification',
  version: 1,
  for: 'classify',
  metrics: [
    'accuracy',
    'uar',
    'macro_precision',
    'macro_recall',
    'macro_f1',
    'weighted_f1',
    'micro_f1',
    'kappa',
    'auroc',
    'average_precision',
    'log_loss',
    'brier',
    'ece',
  ],
  primary: 'macro_f1',
  doc: `One of a set of labels, as in emotion recognition from text, speech or faces. Accuracy, unweighted average recall, and precision,
recall and F1 averaged over all declared labels; agreement beyond chance (kappa); ranking by the probabilities (area under the ROC curve,
average precision); and how far the probabilities can be believed (log loss, Brier score, expected calibration error over 15 bins).
Definitions are those of scikit-learn with an undefined precision, recall or F1 counted as 0.`,
});
