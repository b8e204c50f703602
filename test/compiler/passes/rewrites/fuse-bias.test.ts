import { test } from 'uvu';
import { add } from '../../../../src/compiler/ops/add.ts';
import { matMul } from '../../../../src/compiler/ops/mat-mul.ts';
import { fuseBias } from '../../../../src/compiler/passes/rewrites/fuse-bias.ts';
import { checkRewrite, checkUntouched, g, graph, x } from '../_graphs.ts';

test('a product and its bias become one kernel', () => {
  const product = g.call(matMul, [x('a', 'B', 4), x('kernel', 4, 2)]);
  const before = graph({ y: g.call(add, [product, x('bias', 2)]) });
  checkRewrite(
    fuseBias,
    before,
    `
      %0: f32[B, 4] = input(name="a", shape=["B",4])
      %1: f32[4, 2] = input(name="kernel", shape=[4,2])
      %2: f32[B, 2] = matMul(%0, %1)
      %3: f32[2] = input(name="bias", shape=[2])
      %4: f32[B, 2] = add(%2, %3)
      output y = %4
    `,
    `
      %0: f32[B, 4] = input(name="a", shape=["B",4])
      %1: f32[4, 2] = input(name="kernel", shape=[4,2])
      %2: f32[2] = input(name="bias", shape=[2])
      %3: f32[B, 2] = gemm(%0, %1, %2)
      output y = %3
    `,
  );
});

test('a sequence is a longer list of rows', () => {
  const before = graph({ y: g.call(add, [x('bias', 2), g.call(matMul, [x('z', 'B', 'T', 4), x('kernel', 4, 2)])]) });
  checkRewrite(
    fuseBias,
    before,
    `
      %0: f32[2] = input(name="bias", shape=[2])
      %1: f32[B, T, 4] = input(name="z", shape=["B","T",4])
      %2: f32[4, 2] = input(name="kernel", shape=[4,2])
      %3: f32[B, T, 2] = matMul(%1, %2)
      %4: f32[B, T, 2] = add(%0, %3)
      output y = %4
    `,
    `
      %0: f32[B, T, 4] = input(name="z", shape=["B","T",4])
      %1: f32[B*T, 4] = reshape(%0, shape=["B*T",4])
      %2: f32[4, 2] = input(name="kernel", shape=[4,2])
      %3: f32[2] = input(name="bias", shape=[2])
      %4: f32[B*T, 2] = gemm(%1, %2, %3)
      %5: f32[B, T, 2] = reshape(%4, shape=["B","T",2])
      output y = %5
    `,
  );
});

test('a product that is read elsewhere, or a bias of another shape, stays', () => {
  const product = g.call(matMul, [x('a', 'B', 4), x('kernel', 4, 2)]);
  checkUntouched(fuseBias, graph({ y: g.call(add, [product, x('bias', 2)]), product }));
  checkUntouched(fuseBias, graph({ y: g.call(add, [product, x('column', 'B', 1)]) }));
});

test.run();
