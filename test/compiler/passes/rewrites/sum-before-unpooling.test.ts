import { test } from 'uvu';
import { verify } from '../../../../src/compiler/graph/verify.ts';
import { maxPool2d } from '../../../../src/compiler/ops/max-pool-2d.ts';
import { maxPool2dGradient } from '../../../../src/compiler/ops/max-pool-2d-gradient.ts';
import { reduceSum } from '../../../../src/compiler/ops/reduce-sum.ts';
import { sumBeforeUnpooling } from '../../../../src/compiler/passes/rewrites/sum-before-unpooling.ts';
import { checkRewrite, checkUntouched, g, graph, isClose, run, x } from '../_graphs.ts';

const geometry = { kernel: [2, 2], strides: [2, 2] };

const unpooled = () => {
  const image = x('a', 'B', 3, 4, 4);
  return g.call(maxPool2dGradient, [image, g.call(maxPool2d, [image]), x('d', 'B', 3, 2, 2)], geometry);
};

test('a bias gradient sums what pooling would hand on', () => {
  checkRewrite(
    sumBeforeUnpooling,
    graph({ y: g.call(reduceSum, [unpooled()], { axes: [0, 2, 3] }) }),
    `
      %0: f32[B, 3, 4, 4] = input(name="a", shape=["B",3,4,4])
      %1: f32[B, 3, 2, 2] = maxPool2d(%0)
      %2: f32[B, 3, 2, 2] = input(name="d", shape=["B",3,2,2])
      %3: f32[B, 3, 4, 4] = maxPool2dGradient(%0, %1, %2)
      %4: f32[3] = reduceSum(%3, axes=[0,2,3])
      output y = %4
    `,
    `
      %0: f32[B, 3, 2, 2] = input(name="d", shape=["B",3,2,2])
      %1: f32[3] = reduceSum(%0, axes=[0,2,3])
      output y = %1
    `,
  );
});

test('the numbers are the same, with kept axes too', () => {
  const before = graph({ y: g.call(reduceSum, [unpooled()], { axes: [2, 3], keepDimensions: true }) });
  const after = sumBeforeUnpooling.apply(before);
  verify(after, 'sumBeforeUnpooling');
  isClose(run(after).get('y'), run(before).get('y'));
});

test('a sum over part of an image has to know where the numbers went', () => {
  checkUntouched(sumBeforeUnpooling, graph({ y: g.call(reduceSum, [unpooled()], { axes: [0, 2] }) }));
});

test.run();
