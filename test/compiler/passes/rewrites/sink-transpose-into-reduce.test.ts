import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { verify } from '../../../../src/compiler/graph/verify.ts';
import { reduceMean } from '../../../../src/compiler/ops/reduce-mean.ts';
import { reduceSum } from '../../../../src/compiler/ops/reduce-sum.ts';
import { transpose } from '../../../../src/compiler/ops/transpose.ts';
import { sinkTransposeIntoReduce } from '../../../../src/compiler/passes/rewrites/sink-transpose-into-reduce.ts';
import { checkRewrite, checkUntouched, g, graph, isClose, run, x } from '../_graphs.ts';

test('the reduction reads its axis where it is', () => {
  const turned = g.call(transpose, [x('z', 'B', 'T', 4)], { permutation: [2, 0, 1] });
  const before = graph({ y: g.call(reduceSum, [turned], { axes: [2] }) });
  checkRewrite(
    sinkTransposeIntoReduce,
    before,
    `
      %0: f32[B, T, 4] = input(name="z", shape=["B","T",4])
      %1: f32[4, B, T] = transpose(%0, permutation=[2,0,1])
      %2: f32[4, B] = reduceSum(%1, axes=[2])
      output y = %2
    `,
    `
      %0: f32[B, T, 4] = input(name="z", shape=["B","T",4])
      %1: f32[B, 4] = reduceSum(%0, axes=[1])
      %2: f32[4, B] = transpose(%1, permutation=[1,0])
      output y = %2
    `,
  );
});

test('kept axes keep their places', () => {
  const turned = g.call(transpose, [x('z', 'B', 'T', 4)], { permutation: [1, 2, 0] });
  const before = graph({ y: g.call(reduceMean, [turned], { axes: [1], keepDimensions: true }) });
  const after = sinkTransposeIntoReduce.apply(before);
  verify(after, 'sinkTransposeIntoReduce');
  isClose(run(after).get('y'), run(before).get('y'));
  assert.equal(after.outputs.get('y')?.shape, ['T', 1, 'B']);
});

test('nothing to do without a transpose', () => {
  checkUntouched(sinkTransposeIntoReduce, graph({ y: g.call(reduceSum, [x('z', 'B', 4)], { axes: [1] }) }));
});

test.run();
