import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Graph, Value } from '../../../src/compiler/graph/graph.ts';
import { scalar } from '../../../src/compiler/ops/_scalar.ts';
import { add } from '../../../src/compiler/ops/add.ts';
import { gatherRows } from '../../../src/compiler/ops/gather-rows.ts';
import { matMul } from '../../../src/compiler/ops/mat-mul.ts';
import { multiply } from '../../../src/compiler/ops/multiply.ts';
import { reduceMean } from '../../../src/compiler/ops/reduce-mean.ts';
import { relu } from '../../../src/compiler/ops/relu.ts';
import { reshape } from '../../../src/compiler/ops/reshape.ts';
import { subtract } from '../../../src/compiler/ops/subtract.ts';
import { differentiate } from '../../../src/compiler/passes/differentiate.ts';
import { flopsOf } from '../../../src/compiler/passes/flops.ts';
import { optimise, rewrites } from '../../../src/compiler/passes/optimise.ts';
import { bindings, g, graph, ids, isClose, run, x } from './_graphs.ts';

/** Mean of embeddings, a dense layer with ReLU, a dense layer, squared error: forward and backward. */
function textRegressor(): Graph {
  const [table, words, weights] = [x('table', 'V', 3), ids('words', 'B', 'T'), x('weights', 'B', 1, 'T')] as const;
  const [kernel, bias, last, offset] = [x('kernel', 3, 4), x('bias', 4), x('last', 4, 1), x('offset', 1)] as const;
  const pooled = g.call(reshape, [g.call(matMul, [weights, g.call(gatherRows, [table, words])])], { shape: ['B', 3] });
  const hidden = g.call(relu, [g.call(add, [g.call(matMul, [pooled, kernel]), bias])]);
  const score = g.call(add, [g.call(matMul, [hidden, last]), offset]);
  const error = g.call(subtract, [score, x('target', 'B', 1)]);
  const loss = g.call(multiply, [g.call(reduceMean, [g.call(multiply, [error, error])], { axes: [0, 1] }), scalar(g, 1)]);
  const trained = { kernel, bias, last, offset };
  const { dense, sparse } = differentiate(loss, [...Object.values(trained), table], new Set([table]));
  const rows = sparse.get(table)!;
  const gradients = Object.entries(trained).map(([name, value]) => [`gradient/${name}`, dense.get(value) as Value]);
  return graph({ loss, ...Object.fromEntries(gradients), 'rows/table': rows.rows, 'ids/table': rows.ids });
}

test('a small net keeps its results and costs no more', () => {
  const plain = textRegressor();
  const better = optimise(plain, { verify: true });
  const [expected, found] = [run(plain), run(better)];
  for (const [name, value] of found) if (expected.has(name)) isClose(value, expected.get(name));
  assert.ok(better.nodes.length < plain.nodes.length, `${plain.nodes.length} nodes, then ${better.nodes.length}`);
  assert.ok(flopsOf(better, bindings) <= flopsOf(plain, bindings));
  const count = (name: string): number => better.nodes.filter(({ op }) => op.name === name).length;
  assert.is(count('gemm'), 2);
  assert.is(count('broadcastTo'), 0);
});

test('its embedding gradient leaves as scaled rows', () => {
  const plain = textRegressor();
  const better = optimise(plain, { verify: true });
  assert.equal(
    [...better.outputs.keys()].filter((name) => name.endsWith('/table')),
    ['scaled-rows/table', 'scale/table', 'ids/table'],
  );
  const [expected, found] = [run(plain).get('rows/table')!, run(better)];
  const [rows, scale] = [found.get('scaled-rows/table')!, found.get('scale/table')!];
  for (const [place, value] of expected.data.entries()) {
    const token = Math.floor(place / 3);
    const product = (scale.data[token] as number) * (rows.data[Math.floor(token / 5) * 3 + (place % 3)] as number);
    assert.ok(Math.abs(product - value) < 1e-15);
  }
});

test('an optimised graph is left alone', () => {
  const better = optimise(textRegressor(), { verify: true });
  assert.is(optimise(better, { verify: true }), better);
});

test('every rewrite has a name of its own and a reason in one sentence', () => {
  assert.is(new Set(rewrites.map(({ name }) => name)).size, rewrites.length);
  for (const { reason } of rewrites) assert.match(reason, /^[A-Z][^.]*\.$/);
});

test.run();
