import { test } from 'uvu';
import { maxPool2d } from '../../../../src/compiler/ops/max-pool-2d.ts';
import { relu } from '../../../../src/compiler/ops/relu.ts';
import { poolBeforeRelu } from '../../../../src/compiler/passes/rewrites/pool-before-relu.ts';
import { checkRewrite, checkUntouched, g, graph, x } from '../_graphs.ts';

test('what is pooled is rectified afterwards, where there is less of it', () => {
  const pooled = g.call(maxPool2d, [g.call(relu, [x('a', 'B', 3, 4, 4)])]);
  checkRewrite(
    poolBeforeRelu,
    graph({ y: pooled }),
    `
      %0: f32[B, 3, 4, 4] = input(name="a", shape=["B",3,4,4])
      %1: f32[B, 3, 4, 4] = relu(%0)
      %2: f32[B, 3, 2, 2] = maxPool2d(%1)
      output y = %2
    `,
    `
      %0: f32[B, 3, 4, 4] = input(name="a", shape=["B",3,4,4])
      %1: f32[B, 3, 2, 2] = maxPool2d(%0)
      %2: f32[B, 3, 2, 2] = relu(%1)
      output y = %2
    `,
  );
});

test('a ReLU that others read too stays where it is', () => {
  const rectified = g.call(relu, [x('a', 'B', 3, 4, 4)]);
  checkUntouched(poolBeforeRelu, graph({ y: g.call(maxPool2d, [rectified]), rectified }));
});

test.run();
