import { defineProtocol } from '../define-protocol.ts';

export const vad = defineProtocol({
  name: 'vad',
  version: 1,
  for: 'regress',
  metrics: ['ccc', 'pearson', 'rmse'],
  primary: 'ccc',
  doc: `Valence, arousal, dominance or any other dimension on its own scale: the concordance correlation coefficient (Lin 1989) over the
whole split, never averaged over batches, with Pearson's correlation and the root mean square error. Each dimension is scored alone.
The error is in units of the labels, so the scale (1 to 5 in IEMOCAP, 1 to 7 in MSP) belongs beside it; the concordance stays the same
only if labels and answers go through the same linear map.`,
});
