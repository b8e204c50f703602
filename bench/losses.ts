import type { Value } from '../src/compiler/graph/graph.ts';
import { logSoftmax } from '../src/compiler/ops/log-softmax.ts';
import { multiply } from '../src/compiler/ops/multiply.ts';
import { negate } from '../src/compiler/ops/negate.ts';
import { oneHot } from '../src/compiler/ops/one-hot.ts';
import { reduceMean } from '../src/compiler/ops/reduce-mean.ts';
import { reduceSum } from '../src/compiler/ops/reduce-sum.ts';
import { subtract } from '../src/compiler/ops/subtract.ts';
import type { Model } from './model.ts';

/** Mean squared error over a batch: `output` and `target` [B, 1]. */
export function squaredError({ g }: Model, output: Value, target: Value): Value {
  const error = g.call(subtract, [output, target]);
  return g.call(reduceMean, [g.call(multiply, [error, error])], { axes: [0, 1] });
}

/** Mean cross-entropy over a batch: `logits` [B, K], `labels` i32 [B]. */
export function crossEntropy({ g }: Model, logits: Value, labels: Value): Value {
  const chosen = g.call(oneHot, [labels], { depth: logits.shape[1] as number });
  const hits = g.call(reduceSum, [g.call(multiply, [g.call(logSoftmax, [logits]), chosen])], { axes: [1] });
  return g.call(negate, [g.call(reduceMean, [hits], { axes: [0] })]);
}
