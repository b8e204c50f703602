import { test } from 'uvu';
import { scalar } from '../../../../src/compiler/ops/_scalar.ts';
import { broadcastTo } from '../../../../src/compiler/ops/broadcast-to.ts';
import { divide } from '../../../../src/compiler/ops/divide.ts';
import { multiply } from '../../../../src/compiler/ops/multiply.ts';
import { sizeOf } from '../../../../src/compiler/ops/size-of.ts';
import { foldConstants } from '../../../../src/compiler/passes/rewrites/fold-constants.ts';
import { checkRewrite, checkUntouched, g, graph, x } from '../_graphs.ts';

test('numbers become one number, sizes that a call knows stay', () => {
  const a = x('a', 'B', 4);
  const eighth = g.call(divide, [scalar(g, 1), g.call(sizeOf, [], { dimension: 8 })]);
  const before = graph({ y: g.call(multiply, [a, eighth]), size: g.call(sizeOf, [], { dimension: 'B' }) });
  checkRewrite(
    foldConstants,
    before,
    `
      %0: f32[B, 4] = input(name="a", shape=["B",4])
      %1: f32[] = constant(values=[1])
      %2: f32[] = sizeOf(dimension=8)
      %3: f32[] = divide(%1, %2)
      %4: f32[B, 4] = multiply(%0, %3)
      %5: f32[] = sizeOf(dimension="B")
      output y = %4
      output size = %5
    `,
    `
      %0: f32[B, 4] = input(name="a", shape=["B",4])
      %1: f32[] = constant(values=[0.125])
      %2: f32[B, 4] = multiply(%0, %1)
      %3: f32[] = sizeOf(dimension="B")
      output y = %2
      output size = %3
    `,
  );
});

test('shapes with symbols and large tables stay computed', () => {
  const ones = g.call(broadcastTo, [scalar(g, 1)], { shape: ['B', 2] });
  const table = g.call(broadcastTo, [scalar(g, 1)], { shape: [100, 100] });
  checkUntouched(foldConstants, graph({ ones, table }));
});

test.run();
