import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Builder } from '../../../src/compiler/graph/builder.ts';
import type { Value } from '../../../src/compiler/graph/graph.ts';
import { add } from '../../../src/compiler/ops/add.ts';
import { concat } from '../../../src/compiler/ops/concat.ts';
import { lstm } from '../../../src/compiler/ops/lstm.ts';
import { matMul } from '../../../src/compiler/ops/mat-mul.ts';
import { multiply } from '../../../src/compiler/ops/multiply.ts';
import { reduceSum } from '../../../src/compiler/ops/reduce-sum.ts';
import { reshape } from '../../../src/compiler/ops/reshape.ts';
import { sigmoid } from '../../../src/compiler/ops/sigmoid.ts';
import { slice } from '../../../src/compiler/ops/slice.ts';
import { tanh } from '../../../src/compiler/ops/tanh.ts';
import { differentiate } from '../../../src/compiler/passes/differentiate.ts';
import { graph, isClose, run, x } from '../passes/_graphs.ts';

const g = new Builder();
const [steps, batch, width, size] = [4, 3, 5, 2];

/** The equations one step at a time, from ops of their own. */
function unrolled([x, kernel, bias, recurrent]: readonly [Value, Value, Value, Value], isReversed: boolean): Value {
  const states = new Array<Value>(steps);
  let state: Value | null = null;
  let cell: Value | null = null;
  for (let turn = 0; turn < steps; turn += 1) {
    const step = isReversed ? steps - 1 - turn : turn;
    const row = g.call(reshape, [g.call(slice, [x], { axis: 0, start: step, size: 1 })], { shape: [batch, width] });
    const projected = g.call(add, [g.call(matMul, [row, kernel]), bias]);
    const z: Value = state === null ? projected : g.call(add, [projected, g.call(matMul, [state, recurrent])]);
    const block = (place: number): Value => g.call(slice, [z], { axis: 1, start: place * size, size });
    const written = g.call(multiply, [g.call(sigmoid, [block(1)]), g.call(tanh, [block(0)])]);
    cell = cell === null ? written : g.call(add, [g.call(multiply, [g.call(sigmoid, [block(2)]), cell]), written]);
    state = g.call(multiply, [g.call(sigmoid, [block(3)]), g.call(tanh, [cell])]);
    states[step] = g.call(reshape, [state], { shape: [1, batch, size] });
  }
  return g.call(concat, states, { axis: 0 });
}

for (const isReversed of [false, true]) {
  test(`equals its equations, values and gradients${isReversed ? ', reversed' : ''}`, () => {
    const inputs = [
      x('x', steps, batch, width),
      x('kernel', width, 4 * size),
      x('bias', 4 * size),
      x('recurrent', size, 4 * size),
    ];
    const operands = inputs as unknown as readonly [Value, Value, Value, Value];
    const results = [g.call(lstm, operands, { isReversed }), unrolled(operands, isReversed)].map((states) => {
      const weighted = g.call(multiply, [states, x('weights', steps, batch, size)]);
      const { dense } = differentiate(g.call(reduceSum, [weighted], { axes: [0, 1, 2] }), operands);
      const gradients = operands.map((operand) => [`gradient/${operand.node.attributes.name}`, dense.get(operand) as Value]);
      return run(graph({ states, ...Object.fromEntries(gradients) }));
    });
    assert.is(results[0]?.size, 5);
    for (const [name, value] of results[1] ?? []) isClose(results[0]?.get(name), value, 1e-12);
  });
}

test.run();
