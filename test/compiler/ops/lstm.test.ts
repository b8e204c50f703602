import { test } from 'uvu';
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
const [steps, batch, size] = [4, 3, 2];

/** The equations one step at a time, from ops of their own. */
function unrolled(projected: Value, kernel: Value, isReversed: boolean): Value {
  const states = new Array<Value>(steps);
  let state: Value | null = null;
  let cell: Value | null = null;
  for (let turn = 0; turn < steps; turn += 1) {
    const step = isReversed ? steps - 1 - turn : turn;
    const row = g.call(reshape, [g.call(slice, [projected], { axis: 0, start: step, size: 1 })], { shape: [batch, 4 * size] });
    const z: Value = state === null ? row : g.call(add, [row, g.call(matMul, [state, kernel])]);
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
    const [projected, kernel] = [x('projected', steps, batch, 4 * size), x('kernel', size, 4 * size)] as const;
    const results = [g.call(lstm, [projected, kernel], { isReversed }), unrolled(projected, kernel, isReversed)].map((states) => {
      const weighted = g.call(multiply, [states, x('weights', steps, batch, size)]);
      const { dense } = differentiate(g.call(reduceSum, [weighted], { axes: [0, 1, 2] }), [projected, kernel]);
      return run(graph({ states, dProjected: dense.get(projected) as Value, dKernel: dense.get(kernel) as Value }));
    });
    for (const name of ['states', 'dProjected', 'dKernel']) isClose(results[0]?.get(name), results[1]?.get(name), 1e-12);
  });
}

test.run();
