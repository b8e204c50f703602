import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { evaluateAmount } from '../../../src/compiler/plan/amount.ts';
import { planMemory } from '../../../src/runtime/engines/cpu/plan-memory.ts';
import { optimizerOf } from '../../../src/runtime/engines/optimizer-of.ts';
import { samples } from './_plans.ts';

const test = suite('memory in plans');

// The engine starts every tensor on a line of 64 bytes.
const mostPaddingBytes = 60;

for (const { name, planned, facts } of samples()) {
  const { program, plan, spec } = planned;
  const sizes = Object.fromEntries(program.symbols.map((symbol) => [symbol.name, symbol.maximum ?? 11]));
  const limits = { ...sizes, ...facts.vocabularies, ...facts.lengths };

  test(`${name}: parameters, gradients and optimiser state are what the cpu engine takes, but for alignment`, () => {
    const optimizer = optimizerOf(program.optimizer);
    const engine = planMemory(program, limits, optimizer);
    assert.is(plan.memory.optimizerSlots, optimizer.slots.length);
    const counts = {
      parameters: engine.parameters,
      gradients: engine.gradients,
      optimizer: engine.slots,
      buffers: engine.buffers,
    };
    for (const [part, tensors] of Object.entries(counts)) {
      const bytes = tensors.reduce((sum, { count }) => sum + 4 * count, 0);
      assert.is(evaluateAmount(plan.memory[part as keyof typeof counts], limits), bytes, part);
    }
    const planned = Object.keys(counts).reduce(
      (sum, part) => sum + evaluateAmount(plan.memory[part as keyof typeof counts], limits),
      0,
    );
    const tensors = Object.values(counts).flat().length;
    const padding = engine.planner.sizeBytes - planned;
    assert.ok(padding >= 0 && padding <= mostPaddingBytes * tensors + 64, `${padding} bytes of padding for ${tensors} tensors`);
  });

  test(`${name}: a batch is as large as its fields`, () => {
    const perSample = program.fields.reduce((sum, { shape }) => {
      const counts = shape.map((dimension) => (typeof dimension === 'number' ? dimension : (limits[dimension] as number)));
      return sum + 4 * counts.reduce((product, count) => product * count, 1);
    }, 0);
    assert.is(evaluateAmount(plan.memory.batch, { ...limits, B: spec.train.batch }), perSample);
  });
}

test.run();
