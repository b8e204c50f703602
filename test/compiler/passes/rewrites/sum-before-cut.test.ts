import { test } from 'uvu';
import { verify } from '../../../../src/compiler/graph/verify.ts';
import { reduceSum } from '../../../../src/compiler/ops/reduce-sum.ts';
import { slice } from '../../../../src/compiler/ops/slice.ts';
import { sumBeforeCut } from '../../../../src/compiler/passes/rewrites/sum-before-cut.ts';
import { checkRewrite, checkUntouched, g, graph, isClose, run, x } from '../_graphs.ts';

const whole = x('a', 'B', 5, 2);
const piece = (start: number, size: number, axis = 1) => g.call(slice, [whole], { axis, start, size });
const sum = (value: ReturnType<typeof x>, axes: readonly number[], keepDimensions = false) =>
  g.call(reduceSum, [value], { axes, keepDimensions });

test('pieces that are all summed the same way are summed before they are cut', () => {
  checkRewrite(
    sumBeforeCut,
    graph({ y: sum(piece(0, 2), [0]), z: sum(piece(2, 3), [0]) }),
    `
      %0: f32[B, 5, 2] = input(name="a", shape=["B",5,2])
      %1: f32[B, 2, 2] = slice(%0, axis=1, size=2)
      %2: f32[2, 2] = reduceSum(%1, axes=[0])
      %3: f32[B, 3, 2] = slice(%0, axis=1, start=2, size=3)
      %4: f32[3, 2] = reduceSum(%3, axes=[0])
      output y = %2
      output z = %4
    `,
    `
      %0: f32[B, 5, 2] = input(name="a", shape=["B",5,2])
      %1: f32[5, 2] = reduceSum(%0, axes=[0])
      %2: f32[2, 2] = slice(%1, size=2)
      %3: f32[5, 2] = reduceSum(%0, axes=[0])
      %4: f32[3, 2] = slice(%3, start=2, size=3)
      output y = %2
      output z = %4
    `,
  );
});

test('the numbers are the same, with kept axes and axes on both sides too', () => {
  for (const keepDimensions of [false, true]) {
    const before = graph({ y: sum(piece(2, 3), [0, 2], keepDimensions), z: sum(piece(0, 2), [0, 2], keepDimensions) });
    const after = sumBeforeCut.apply(before);
    verify(after, 'sumBeforeCut');
    for (const name of ['y', 'z']) isClose(run(after).get(name), run(before).get(name));
  }
});

test('nothing is summed that nobody asked for', () => {
  checkUntouched(sumBeforeCut, graph({ y: sum(piece(0, 2), [0]), z: piece(2, 3) }));
  checkUntouched(sumBeforeCut, graph({ y: sum(piece(0, 2), [0]), z: sum(piece(3, 2), [0]) }));
  checkUntouched(sumBeforeCut, graph({ y: sum(piece(0, 3), [0]), z: sum(piece(2, 3), [0]) }));
});

test('pieces that are summed otherwise, or along the cut, stay apart', () => {
  checkUntouched(sumBeforeCut, graph({ y: sum(piece(0, 2), [0]), z: sum(piece(2, 3), [2]) }));
  checkUntouched(sumBeforeCut, graph({ y: sum(piece(0, 2), [1]), z: sum(piece(2, 3), [1]) }));
});

test.run();
