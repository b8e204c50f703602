import { defineProtocol } from '../define-protocol.ts';

export const regression = defineProtocol({
  name: 'regression',
  version: 1,
  for: 'regress',
  metrics: ['mae', 'mse', 'rmse', 'r2', 'pearson', 'spearman', 'ccc'],
  primary: 'mae',
  doc: `Numbers of any meaning: the errors in units of the labels (mean absolute, mean square, its root), the share of variance that is
explained, and the three correlations of value, rank and agreement. Definitions are those of scikit-learn and scipy; a correlation with a
constant side is not a number, not 0.`,
});
