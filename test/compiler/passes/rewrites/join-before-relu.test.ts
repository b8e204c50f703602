import { test } from 'uvu';
import { concat } from '../../../../src/compiler/ops/concat.ts';
import { relu } from '../../../../src/compiler/ops/relu.ts';
import { joinBeforeRelu } from '../../../../src/compiler/passes/rewrites/join-before-relu.ts';
import { checkRewrite, checkUntouched, g, graph, x } from '../_graphs.ts';

test('branches that all end in a ReLU are joined first', () => {
  const branches = [g.call(relu, [x('a', 'B', 4)]), g.call(relu, [x('b', 'B', 2)])];
  checkRewrite(
    joinBeforeRelu,
    graph({ y: g.call(concat, branches, { axis: 1 }) }),
    `
      %0: f32[B, 4] = input(name="a", shape=["B",4])
      %1: f32[B, 4] = relu(%0)
      %2: f32[B, 2] = input(name="b", shape=["B",2])
      %3: f32[B, 2] = relu(%2)
      %4: f32[B, 6] = concat(%1, %3, axis=1)
      output y = %4
    `,
    `
      %0: f32[B, 4] = input(name="a", shape=["B",4])
      %1: f32[B, 2] = input(name="b", shape=["B",2])
      %2: f32[B, 6] = concat(%0, %1, axis=1)
      %3: f32[B, 6] = relu(%2)
      output y = %3
    `,
  );
});

test('a branch without a ReLU, or one that others read too, leaves all as they are', () => {
  const plain = g.call(concat, [g.call(relu, [x('a', 'B', 4)]), x('b', 'B', 2)], { axis: 1 });
  checkUntouched(joinBeforeRelu, graph({ y: plain }));
  const shared = g.call(relu, [x('a', 'B', 4)]);
  checkUntouched(joinBeforeRelu, graph({ y: g.call(concat, [shared, g.call(relu, [x('b', 'B', 2)])], { axis: 1 }), shared }));
});

test.run();
