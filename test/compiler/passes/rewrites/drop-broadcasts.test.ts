import { test } from 'uvu';
import { broadcastTo } from '../../../../src/compiler/ops/broadcast-to.ts';
import { multiply } from '../../../../src/compiler/ops/multiply.ts';
import { dropBroadcasts } from '../../../../src/compiler/passes/rewrites/drop-broadcasts.ts';
import { checkRewrite, checkUntouched, g, graph, x } from '../_graphs.ts';

test('an operand is not copied for an element-wise op', () => {
  const row = g.call(broadcastTo, [x('row', 1, 4)], { shape: ['B', 4] });
  const before = graph({ y: g.call(multiply, [x('a', 'B', 4), row]) });
  checkRewrite(
    dropBroadcasts,
    before,
    `
      %0: f32[B, 4] = input(name="a", shape=["B",4])
      %1: f32[1, 4] = input(name="row", shape=[1,4])
      %2: f32[B, 4] = broadcastTo(%1, shape=["B",4])
      %3: f32[B, 4] = multiply(%0, %2)
      output y = %3
    `,
    `
      %0: f32[B, 4] = input(name="a", shape=["B",4])
      %1: f32[1, 4] = input(name="row", shape=[1,4])
      %2: f32[B, 4] = multiply(%0, %1)
      output y = %2
    `,
  );
});

test('a broadcast that makes the shape stays', () => {
  const wide = g.call(broadcastTo, [x('row', 1, 4)], { shape: ['B', 4] });
  checkUntouched(dropBroadcasts, graph({ y: g.call(multiply, [x('b', 4), wide]) }));
});

test.run();
