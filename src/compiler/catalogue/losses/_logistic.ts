import type { Value } from '../../graph/graph.ts';
import { abs } from '../../ops/abs.ts';
import { add } from '../../ops/add.ts';
import { cast } from '../../ops/cast.ts';
import { exp } from '../../ops/exp.ts';
import { log } from '../../ops/log.ts';
import { matMul } from '../../ops/mat-mul.ts';
import { multiply } from '../../ops/multiply.ts';
import { negate } from '../../ops/negate.ts';
import { oneHot } from '../../ops/one-hot.ts';
import { relu } from '../../ops/relu.ts';
import { reshape } from '../../ops/reshape.ts';
import { subtract } from '../../ops/subtract.ts';
import type { LossInputs } from '../define-loss.ts';
import { meanOf, scalar } from './_scalar.ts';

/** Binary cross entropy of one logit a sample: `max(z, 0) - z y + log(1 + exp(-|z|))`, which never overflows. */
export function logistic(inputs: LossInputs): Value {
  const { g, output: z, target } = inputs;
  const y = g.call(reshape, [g.call(cast, [target], { to: 'f32' })], { shape: [...target.shape, 1] });
  const tail = g.call(log, [g.call(add, [scalar(g, 1), g.call(exp, [g.call(negate, [g.call(abs, [z])])])])]);
  const each = g.call(add, [g.call(subtract, [g.call(relu, [z]), g.call(multiply, [z, y])]), tail]);
  return meanOf(g, weighted(each, inputs));
}

/** Multiplies the loss of each sample [B, 1] by the weight of its label. */
export function weighted(each: Value, { g, target, classWeights, labelCount }: LossInputs): Value {
  if (classWeights === null) return each;
  const column = g.call(reshape, [classWeights], { shape: [labelCount, 1] });
  return g.call(multiply, [each, g.call(matMul, [g.call(oneHot, [target], { depth: labelCount }), column])]);
}
