import { defineProtocol } from '../define-protocol.ts';

export const hate = defineProtocol({
  name: 'hate',
  version: 1,
  for: 'classify',
  metrics: [
    'macro_precision',
    'macro_recall',
    'macro_f1',
    'weighted_precision',
    'weighted_recall',
    'weighted_f1',
    'micro_f1',
    'accuracy',
    'auroc',
    'average_precision',
  ],
  primary: 'macro_f1',
  doc: `Hate and offence detection, where classes are uneven and published figures often do not say which average they are. Macro figures
come first: precision, recall and F1 of each label, then their plain mean, so macro F1 is the mean of the labels' F1 and not the F1 of
mean precision and mean recall. The averages weighted by support and over all decisions stand beside them under their own names. The
area under the ROC curve and average precision do not depend on the decision threshold; every other figure does, so the head's threshold
belongs beside it. Of two labels the second one is the positive class.`,
});
