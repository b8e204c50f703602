import type { Builder } from '../../graph/builder.ts';
import type { Dimension } from '../../graph/dimension.ts';
import type { Value } from '../../graph/graph.ts';
import { divide } from '../../ops/divide.ts';
import { fill } from '../../ops/fill.ts';
import { greater } from '../../ops/greater.ts';
import { matMul } from '../../ops/mat-mul.ts';
import { maximum } from '../../ops/maximum.ts';
import { reduceMax } from '../../ops/reduce-max.ts';
import { reduceMean } from '../../ops/reduce-mean.ts';
import { reduceSum } from '../../ops/reduce-sum.ts';
import { reshape } from '../../ops/reshape.ts';
import { select } from '../../ops/select.ts';
import { shift } from '../../ops/shift.ts';
import { subtract } from '../../ops/subtract.ts';
import { defineStep } from '../define-step.ts';
import { choice, wordOf } from '../schema.ts';
import { maskOf } from './_mask.ts';

const scalar = (g: Builder, value: number): Value => g.call(fill, [], { value, shape: [] });

/** `sum_t weight_t x_t` as one matrix product; so the gradient of a table below it stays one row a sample. */
function weightedSum(g: Builder, weights: Value, x: Value): Value {
  const [batch, time] = weights.shape as readonly [Dimension, Dimension];
  const row = g.call(reshape, [weights], { shape: [batch, 1, time] });
  return g.call(reshape, [g.call(matMul, [row, x])], { shape: [batch, x.shape[2] as Dimension] });
}

/** How each rule makes one vector [B, D] of x [B, T, D] and its mask [B, T]. A sequence without any valid step gives zeros. */
const rules: Readonly<Record<string, (g: Builder, x: Value, mask: Value) => Value>> = {
  mean: (g, x, mask) => {
    const total = g.call(reduceSum, [mask], { axes: [1], keepDimensions: true });
    return weightedSum(g, g.call(divide, [mask, g.call(maximum, [total, scalar(g, 1)])]), x);
  },
  // Padding is at the end: the last valid step is the one whose successor is not valid.
  last: (g, x, mask) => weightedSum(g, g.call(subtract, [mask, g.call(shift, [mask], { axis: 1, by: -1 })]), x),
  max: (g, x, mask) => {
    const isValid = g.call(greater, [g.call(reshape, [mask], { shape: [...mask.shape, 1] }), scalar(g, 0)]);
    const highest = g.call(reduceMax, [g.call(select, [isValid, x, scalar(g, -1e30)])], { axes: [1] });
    const isAny = g.call(greater, [g.call(reduceSum, [mask], { axes: [1], keepDimensions: true }), scalar(g, 0)]);
    return g.call(select, [isAny, highest, scalar(g, 0)]);
  },
};

export const pool = defineStep({
  name: 'pool',
  doc: 'Makes one vector of a sequence, over its valid steps: their mean, their largest value in each feature, or the last of them. Of an image: the mean or largest value of each channel.',
  example: 'pool(mean)',
  elsewhere: ['pooling', 'global_pooling', 'mean_pool', 'avg_pool', 'average_pooling'],
  schema: { positional: ['rule'], parameters: { rule: choice('What is taken.', Object.keys(rules)) } },
  accepts: ['seq', 'image'],
  runs: 'graph',
  type: (input, settings) => {
    if (input.kind === 'seq') return { kind: 'vec', width: input.width };
    if (input.kind === 'image' && wordOf(settings, 'rule') !== 'last') return { kind: 'vec', width: input.channels };
    return { expected: 'a sequence for `last`', hint: 'an image has no last step: use `pool(mean)` or `pool(max)`' };
  },
  build: (input, settings, { g }) => {
    const rule = wordOf(settings, 'rule');
    const width = input.type.kind === 'seq' ? input.type.width : input.type.kind === 'image' ? input.type.channels : 0;
    const type = { kind: 'vec', width } as const;
    if (input.type.kind === 'image')
      return { type, value: g.call(rule === 'mean' ? reduceMean : reduceMax, [input.value], { axes: [2, 3] }), mask: null };
    return { type, value: (rules[rule] as (typeof rules)[string])(g, input.value, maskOf(input)), mask: null };
  },
});
