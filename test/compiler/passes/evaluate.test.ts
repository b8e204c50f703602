import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { tensor } from '../../../src/compiler/graph/tensor.ts';
import { add } from '../../../src/compiler/ops/add.ts';
import { constant } from '../../../src/compiler/ops/constant.ts';
import { keepMask } from '../../../src/compiler/ops/keep-mask.ts';
import { matMul } from '../../../src/compiler/ops/mat-mul.ts';
import { multiply } from '../../../src/compiler/ops/multiply.ts';
import { evaluate, lastUses } from '../../../src/compiler/passes/evaluate.ts';
import { activationBytes, flopsOf } from '../../../src/compiler/passes/flops.ts';
import { g, graph, x } from './_graphs.ts';

const a = x('a', 'B', 2);
const doubled = g.call(multiply, [a, g.call(constant, [], { values: [2] })]);
const both = graph({ sum: g.call(add, [doubled, a]), doubled });
const numbers = new Map([['a', tensor([1, 2], Float64Array.of(3, -1))]]);

test('named outputs come back, whichever node made them', () => {
  const results = evaluate(both, { inputs: numbers, bindings: { B: 1 } });
  assert.equal([...results.keys()], ['sum', 'doubled']);
  assert.equal([...(results.get('sum')?.data ?? [])], [9, -3]);
  assert.equal([...(results.get('doubled')?.data ?? [])], [6, -2]);
});

test('an input that is missing, or of another type, is named', () => {
  assert.throws(() => evaluate(both, { inputs: new Map(), bindings: { B: 1 } }), /the input a is not bound/);
  assert.throws(() => evaluate(both, { inputs: numbers, bindings: { B: 2 } }), /f32\[2, 2\] but was bound to f32\[1, 2\]/);
});

test('values are let go after their last reader, outputs never', () => {
  const last = lastUses(both);
  assert.is(last.get(a), both.outputs.get('sum')?.node);
  assert.not.ok(last.has(doubled));
});

test('masks depend on seed, site and step and on nothing else', () => {
  const mask = (site: number, seed: number, step: number): string => {
    const value = g.call(keepMask, [], { site, keep: 0.7, shape: ['B', 1000] });
    return `${evaluate(graph({ value }), { inputs: new Map(), bindings: { B: 2 }, seed, step }).get('value')?.data}`;
  };
  assert.is(mask(1, 2, 3), mask(1, 2, 3));
  assert.is(new Set([mask(1, 2, 3), mask(2, 2, 3), mask(1, 3, 3), mask(1, 2, 4)]).size, 4);
});

test('a mask keeps its share and holds 0 and 1 / keep', () => {
  const value = g.call(keepMask, [], { site: 0, keep: 0.8, shape: [20_000] });
  const { data } = evaluate(graph({ value }), { inputs: new Map(), bindings: {}, seed: 9 }).get('value')!;
  assert.equal([...new Set(data)].sort(), [0, 1.25]);
  const kept = [...data].filter((element) => element !== 0).length;
  // Five standard deviations of 20 000 draws.
  assert.ok(Math.abs(kept - 16_000) < 5 * Math.sqrt(20_000 * 0.8 * 0.2), `${kept} kept`);
});

test('operations are counted for given sizes', () => {
  const y = g.call(matMul, [a, x('kernel', 2, 8)]);
  assert.is(flopsOf(graph({ y }), { B: 10 }), 2 * 10 * 2 * 8);
});

test('memory is the widest place of the graph, inputs apart', () => {
  const start = x('start', 'B');
  const wide = g.call(add, [start, x('column', 100, 1)]);
  const squared = g.call(multiply, [wide, wide]);
  const y = g.call(matMul, [x('row', 1, 100), squared]);
  // `wide` and `squared` live together; the rest is smaller.
  assert.is(activationBytes(graph({ y }), { B: 10 }), 2 * 4 * 100 * 10);
});

test.run();
