import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { broadcastTo } from '../../../../src/compiler/ops/broadcast-to.ts';
import { cast } from '../../../../src/compiler/ops/cast.ts';
import { concat } from '../../../../src/compiler/ops/concat.ts';
import { reduceSum } from '../../../../src/compiler/ops/reduce-sum.ts';
import { reshape } from '../../../../src/compiler/ops/reshape.ts';
import { reverse } from '../../../../src/compiler/ops/reverse.ts';
import { slice } from '../../../../src/compiler/ops/slice.ts';
import { stopGradient } from '../../../../src/compiler/ops/stop-gradient.ts';
import { transpose } from '../../../../src/compiler/ops/transpose.ts';
import { cancelMoves } from '../../../../src/compiler/passes/rewrites/cancel-moves.ts';
import { checkRewrite, checkUntouched, g, graph, x } from '../_graphs.ts';

test('reshapes and transposes in a row become one each', () => {
  const flat = g.call(reshape, [g.call(reshape, [x('a', 'B', 4)], { shape: ['4*B'] })], { shape: ['B', 2, 2] });
  const turned = g.call(transpose, [flat], { permutation: [0, 2, 1] });
  const before = graph({ y: g.call(transpose, [turned], { permutation: [1, 0, 2] }) });
  checkRewrite(
    cancelMoves,
    before,
    `
      %0: f32[B, 4] = input(name="a", shape=["B",4])
      %1: f32[4*B] = reshape(%0, shape=["4*B"])
      %2: f32[B, 2, 2] = reshape(%1, shape=["B",2,2])
      %3: f32[B, 2, 2] = transpose(%2, permutation=[0,2,1])
      %4: f32[2, B, 2] = transpose(%3, permutation=[1,0,2])
      output y = %4
    `,
    `
      %0: f32[B, 4] = input(name="a", shape=["B",4])
      %1: f32[B, 2, 2] = reshape(%0, shape=["B",2,2])
      %2: f32[2, B, 2] = transpose(%1, permutation=[2,0,1])
      output y = %2
    `,
  );
});

test('one number everywhere is repeated once', () => {
  const column = g.call(broadcastTo, [x('a', 1)], { shape: ['B'] });
  const before = graph({ y: g.call(reshape, [column], { shape: ['B', 1] }) });
  checkRewrite(
    cancelMoves,
    before,
    `
      %0: f32[1] = input(name="a", shape=[1])
      %1: f32[B] = broadcastTo(%0, shape=["B"])
      %2: f32[B, 1] = reshape(%1, shape=["B",1])
      output y = %2
    `,
    `
      %0: f32[1] = input(name="a", shape=[1])
      %1: f32[] = reshape(%0)
      %2: f32[B, 1] = broadcastTo(%1, shape=["B",1])
      output y = %2
    `,
  );
});

test('moves to where the value already is go away', () => {
  const a = x('a', 'B', 4);
  const idle = [
    g.call(reverse, [g.call(reverse, [a], { axis: 1 })], { axis: 1 }),
    g.call(transpose, [a], { permutation: [0, 1] }),
    g.call(reshape, [a], { shape: ['B', 4] }),
    g.call(broadcastTo, [a], { shape: ['B', 4] }),
    g.call(slice, [a], { axis: 1, start: 0, size: 4 }),
    g.call(concat, [a], { axis: 0 }),
    g.call(cast, [a], { to: 'f32' }),
    g.call(stopGradient, [a]),
    g.call(reduceSum, [a], { axes: [] }),
  ];
  for (const y of idle) assert.is(cancelMoves.apply(graph({ y })).outputs.get('y'), a, y.node.op.name);
});

test('moves that change something stay', () => {
  const a = x('a', 'B', 4);
  const [up, down] = [g.call(reverse, [a], { axis: 0 }), g.call(reverse, [a], { axis: 1 })];
  checkUntouched(cancelMoves, graph({ y: g.call(reverse, [up], { axis: 1 }), down }));
});

test.run();
