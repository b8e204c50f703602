import { test } from 'uvu';
import { matMul } from '../../../../src/compiler/ops/mat-mul.ts';
import { scaledRows } from '../../../../src/compiler/passes/rewrites/scaled-rows.ts';
import { checkRewrite, checkUntouched, g, graph, ids, x } from '../_graphs.ts';

test('the gradient of a masked mean leaves as one row a sample', () => {
  const rows = g.call(matMul, [x('w', 'B', 1, 'T'), x('dy', 'B', 1, 3)], { transposeA: true });
  const before = graph({ 'rows/table': rows, 'ids/table': ids('words', 'B', 'T') });
  checkRewrite(
    scaledRows,
    before,
    `
      %0: f32[B, 1, T] = input(name="w", shape=["B",1,"T"])
      %1: f32[B, 1, 3] = input(name="dy", shape=["B",1,3])
      %2: f32[B, T, 3] = matMul(%0, %1, transposeA=true)
      %3: i32[B, T] = input(name="words", dtype="i32", shape=["B","T"])
      output rows/table = %2
      output ids/table = %3
    `,
    `
      %0: f32[B, 1, 3] = input(name="dy", shape=["B",1,3])
      %1: f32[B, 3] = reshape(%0, shape=["B",3])
      %2: f32[B, 1, T] = input(name="w", shape=["B",1,"T"])
      %3: f32[B, T] = reshape(%2, shape=["B","T"])
      %4: i32[B, T] = input(name="words", dtype="i32", shape=["B","T"])
      output scaled-rows/table = %1
      output scale/table = %3
      output ids/table = %4
    `,
  );
});

test('rows of any other kind stay', () => {
  const rows = g.call(matMul, [x('w', 'B', 2, 'T'), x('dy', 'B', 2, 3)], { transposeA: true });
  checkUntouched(scaledRows, graph({ 'rows/table': rows, 'ids/table': ids('words', 'B', 'T') }));
});

test.run();
