import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Builder } from '../../../src/compiler/graph/builder.ts';
import { type Graph, graphOf } from '../../../src/compiler/graph/graph.ts';
import { input } from '../../../src/compiler/ops/input.ts';
import { matMul } from '../../../src/compiler/ops/mat-mul.ts';
import { settingsFor } from '../../../src/runtime/engines/cpu/session-options.ts';

/** One product of 64 KFLOP a row. */
function product(): Graph {
  const g = new Builder();
  const read = (name: string, shape: readonly (number | string)[]) => g.call(input, [], { name, role: 'field', shape });
  return graphOf(new Map([['y', g.call(matMul, [read('x', ['B', 100]), read('w', [100, 320])])]]));
}

test('a graph with little work runs on one thread, with planned memory', () => {
  assert.equal(settingsFor(product(), { B: 32 }, 4), { threads: 1, isMemoryPlanned: true, isReturnPrevented: false });
});

test('the same graph with larger batches uses the threads of the run', () => {
  assert.equal(settingsFor(product(), { B: 1024 }, 4), { threads: 4, isMemoryPlanned: false, isReturnPrevented: true });
});

test.run();
