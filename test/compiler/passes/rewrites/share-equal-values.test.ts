import { test } from 'uvu';
import type { Value } from '../../../../src/compiler/graph/graph.ts';
import { scalar } from '../../../../src/compiler/ops/_scalar.ts';
import { add } from '../../../../src/compiler/ops/add.ts';
import { exp } from '../../../../src/compiler/ops/exp.ts';
import { keepMask } from '../../../../src/compiler/ops/keep-mask.ts';
import { tanh } from '../../../../src/compiler/ops/tanh.ts';
import { shareEqualValues } from '../../../../src/compiler/passes/rewrites/share-equal-values.ts';
import { checkRewrite, checkUntouched, g, graph, x } from '../_graphs.ts';

test('the same op on the same value is computed once', () => {
  const a = x('a', 'B', 4);
  const before = graph({ y: g.call(add, [g.call(tanh, [a]), g.call(exp, [g.call(tanh, [a])])]) });
  checkRewrite(
    shareEqualValues,
    before,
    `
      %0: f32[B, 4] = input(name="a", shape=["B",4])
      %1: f32[B, 4] = tanh(%0)
      %2: f32[B, 4] = tanh(%0)
      %3: f32[B, 4] = exp(%2)
      %4: f32[B, 4] = add(%1, %3)
      output y = %4
    `,
    `
      %0: f32[B, 4] = input(name="a", shape=["B",4])
      %1: f32[B, 4] = tanh(%0)
      %2: f32[B, 4] = exp(%1)
      %3: f32[B, 4] = add(%1, %2)
      output y = %3
    `,
  );
});

test('masks of two sites, and infinities of two signs, differ', () => {
  const mask = (site: number): Value => g.call(keepMask, [], { site, keep: 0.5, shape: ['B'] });
  const [most, least] = [scalar(g, Number.POSITIVE_INFINITY), scalar(g, Number.NEGATIVE_INFINITY)];
  checkUntouched(shareEqualValues, graph({ one: mask(1), two: mask(2), most, least }));
});

test.run();
