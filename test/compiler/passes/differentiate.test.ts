import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { printShape } from '../../../src/compiler/graph/dimension.ts';
import type { Value } from '../../../src/compiler/graph/graph.ts';
import { verify } from '../../../src/compiler/graph/verify.ts';
import { add } from '../../../src/compiler/ops/add.ts';
import { concat } from '../../../src/compiler/ops/concat.ts';
import { gatherRows } from '../../../src/compiler/ops/gather-rows.ts';
import { greater } from '../../../src/compiler/ops/greater.ts';
import { matMul } from '../../../src/compiler/ops/mat-mul.ts';
import { multiply } from '../../../src/compiler/ops/multiply.ts';
import { reduceSum } from '../../../src/compiler/ops/reduce-sum.ts';
import { scatterAddRows } from '../../../src/compiler/ops/scatter-add-rows.ts';
import { select } from '../../../src/compiler/ops/select.ts';
import { stopGradient } from '../../../src/compiler/ops/stop-gradient.ts';
import { tanh } from '../../../src/compiler/ops/tanh.ts';
import { differentiate } from '../../../src/compiler/passes/differentiate.ts';
import { g, graph, ids, isClose, run, x } from './_graphs.ts';

const total = (value: Value): Value => g.call(reduceSum, [value], { axes: value.shape.map((_, axis) => axis) });

test('a value used twice gets the sum of both gradients', () => {
  const a = x('a', 'B', 4);
  const y = g.call(tanh, [a]);
  const loss = total(g.call(multiply, [y, g.call(add, [y, a])]));
  const { dense, unreached } = differentiate(loss, [a]);
  assert.equal(unreached, []);
  const both = graph({ a, gradient: dense.get(a) as Value });
  verify(both, 'differentiate');
  const results = run(both);
  for (const [place, value] of (results.get('a')?.data ?? []).entries()) {
    const [level, slope] = [Math.tanh(value), 1 - Math.tanh(value) ** 2];
    // d/da (t^2 + t a) = 2 t t' + t' a + t
    const expected = 2 * level * slope + slope * value + level;
    assert.ok(Math.abs((results.get('gradient')?.data[place] as number) - expected) < 1e-12);
  }
});

test('values behind ops without a rule, and values that are not there, are reported', () => {
  const [a, b, c, d] = [x('a', 'B'), x('b', 'B'), x('c', 'B'), x('d', 'B')] as const;
  const loss = total(g.call(select, [g.call(greater, [c, a]), g.call(multiply, [a, g.call(stopGradient, [b])]), a]));
  const { dense, unreached } = differentiate(loss, [a, b, c, d]);
  assert.equal([...dense.keys()], [a]);
  assert.equal(unreached, [b, c, d]);
});

test('only what is asked for is built', () => {
  const [a, kernel] = [x('a', 'B', 4), x('kernel', 4, 2)] as const;
  const { dense } = differentiate(total(g.call(matMul, [a, kernel])), [kernel]);
  const products = graph({ d: dense.get(kernel) as Value }).nodes.filter(({ op }) => op.name === 'matMul');
  assert.is(products.length, 1);
});

test('gradient nodes carry the scope of the node they belong to', () => {
  const a = x('a', 'B');
  const inner = g.within('tone').call(tanh, [a]);
  const { dense } = differentiate(total(inner), [a]);
  assert.is(dense.get(a)?.node.scope, 'gradient/tone');
});

test('a kernel shared by a batch of sequences gets one product over all rows', () => {
  const [a, kernel] = [x('a', 'B', 'T', 4), x('kernel', 4, 2)] as const;
  const { dense } = differentiate(total(g.call(matMul, [a, kernel])), [kernel]);
  const { node } = dense.get(kernel) as Value;
  assert.is(node.op.name, 'matMul');
  assert.equal(
    node.inputs.map(({ shape }) => printShape(shape)),
    ['[B*T, 4]', '[B*T, 2]'],
  );
});

const table = x('table', 'V', 3);

/** The dense gradient that rows with ids stand for. */
const spread = (rows: Value, places: Value): Value => g.call(scatterAddRows, [rows, places], { count: 'V' });

test('a sparse table gets rows and ids', () => {
  const words = ids('words', 'B', 'T');
  const loss = total(g.call(tanh, [g.call(gatherRows, [table, words])]));
  const { dense, sparse, unreached } = differentiate(loss, [table], new Set([table]));
  const found = sparse.get(table);
  assert.is(dense.size + unreached.length, 0);
  assert.is(found?.ids, words);
  assert.is(printShape(found?.rows.shape ?? []), '[B, T, 3]');
  const expected = differentiate(loss, [table]).dense.get(table) as Value;
  const results = run(graph({ found: spread(found!.rows, found!.ids), expected }));
  isClose(results.get('found'), results.get('expected'));
});

test('lookups in two places are joined to one list of rows', () => {
  const [said, asked] = [ids('said', 'B', 2), ids('asked', 'B')] as const;
  const [one, other] = [g.call(gatherRows, [table, said]), g.call(gatherRows, [table, asked])] as const;
  const loss = g.call(add, [total(g.call(tanh, [one])), total(g.call(multiply, [other, other]))]);
  const { ids: places, rows } = differentiate(loss, [table], new Set([table])).sparse.get(table)!;
  assert.equal([printShape(places.shape), printShape(rows.shape)], ['[3*B]', '[3*B, 3]']);
  const expected = differentiate(loss, [table]).dense.get(table) as Value;
  const results = run(graph({ found: spread(rows, places), expected }));
  isClose(results.get('found'), results.get('expected'));
});

test('a table with lookups of unrelated lengths, or read otherwise too, gets a dense gradient', () => {
  const [said, asked] = [ids('said', 'B', 'T'), ids('asked', 'B', 'S')] as const;
  const lookups = [said, asked].map((places) => total(g.call(tanh, [g.call(gatherRows, [table, places])])));
  const tied = total(g.call(matMul, [table, x('states', 3, 'B')]));
  for (const loss of [g.call(add, lookups), g.call(add, [lookups[0] as Value, tied])]) {
    const { dense, sparse } = differentiate(loss, [table], new Set([table]));
    assert.is(sparse.size, 0);
    const expected = differentiate(loss, [table]).dense.get(table) as Value;
    const results = run(graph({ found: dense.get(table) as Value, expected }));
    isClose(results.get('found'), results.get('expected'));
  }
});

test('a loss that is no scalar is refused', () => {
  assert.throws(() => differentiate(x('a', 'B'), []), /shape \[B\], not \[\]/);
});

test('parts of a concatenation that nobody trains get nothing', () => {
  const [a, b] = [x('a', 'B', 2), x('b', 'B', 3)] as const;
  const { dense } = differentiate(total(g.call(tanh, [g.call(concat, [a, b], { axis: 1 })])), [b]);
  const slices = graph({ d: dense.get(b) as Value }).nodes.filter(({ op }) => op.name === 'slice');
  assert.equal(
    slices.map(({ attributes }) => attributes),
    [{ axis: 1, start: 2, size: 3 }],
  );
});

test.run();
