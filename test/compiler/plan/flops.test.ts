import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { flopsOf } from '../../../src/compiler/passes/flops.ts';
import { type Amount, evaluateAmount, total } from '../../../src/compiler/plan/amount.ts';
import type { PlannedStep } from '../../../src/compiler/plan/plan-model.ts';
import { planSteps, samples } from './_plans.ts';

const test = suite('operations in plans');

/** Forward operations of the step `name` of the encoder. */
function forward(input: string, steps: string, name: string): Amount {
  const step = planSteps(input, steps, 8).plan.declarations[0]?.steps.find((candidate) => candidate.name === name);
  return (step as PlannedStep).cost.forwardFlops;
}

const exactly = (constant: number): Amount => ({ constant, terms: [] });

test('a dense layer: 2 in out, the bias, and one an activation', () => {
  assert.equal(forward('vec x = columns(0..99)', 'dense(64)', 'dense'), exactly(2 * 100 * 64 + 64));
  assert.equal(forward('vec x = columns(0..99)', 'dense(64, relu)', 'dense'), exactly(2 * 100 * 64 + 64 + 64));
  assert.equal(forward('vec x = columns(0..99)', 'dense(64, bias = false)', 'dense'), exactly(2 * 100 * 64));
});

test('a convolution: 2 size^2 channels for each value, and the bias', () => {
  const values = 10 * 12 * 12;
  const cost = forward('image x = pixels(x, height = 12, width = 12, channels = 3)', 'conv(10, 5) flatten()', 'conv');
  assert.equal(cost, exactly(2 * 5 * 5 * 3 * values + values));
});

test('a convolution without padding, with a stride', () => {
  const values = 4 * 5 * 5;
  const cost = forward(
    'image x = pixels(x, height = 12, width = 12)',
    'conv(4, 3, stride = 2, padding = valid) flatten()',
    'conv',
  );
  assert.equal(cost, exactly(2 * 3 * 3 * values + values));
});

test('an LSTM: the products of 4 h (in + h), the bias, and 13 element-wise operations a unit and step', () => {
  const [steps, width, size] = [20, 30, 16];
  const once = steps * (2 * 4 * size * (width + size) + 4 * size + 13 * size);
  const cost = (more: string): Amount =>
    forward('text x = column(said)', `words(length = ${steps}) embed(width = ${width}) lstm(${size}${more}) pool(last)`, 'lstm');
  assert.equal(cost(''), exactly(once));
  // The direction that starts in the padding closes its gates there: 1 - mask, once a step, is one more number that goes into the product.
  assert.equal(cost(', bidirectional'), exactly(2 * once + steps * (1 + 2 * 4 * size)));
});

test('a length that only the data tells stays open, and is exact for every length', () => {
  const { plan, program } = planSteps('audio x = file("{wav}")', 'pyaudio(features = f34) dense(8) lstm(5) pool(mean)', 4);
  const { forwardFlops, backwardFlops } = plan.totals;
  assert.equal(
    forwardFlops.terms.map(({ symbols }) => symbols),
    [['T_tone']],
  );
  for (const length of [1, 2, 3, 17, 240]) {
    const sizes = { T_tone: length };
    const counted = flopsOf(program.training, { B: 4, ...sizes }) / 4;
    assert.ok(Math.abs(evaluateAmount(total([forwardFlops, backwardFlops]), sizes) - counted) <= 1e-9 * counted);
  }
});

for (const { name, planned, facts } of samples()) {
  const { program, plan, spec } = planned;
  const sizes = Object.fromEntries(program.symbols.map((symbol) => [symbol.name, symbol.maximum ?? 11]));
  const bindings = { ...sizes, ...facts.vocabularies, ...facts.lengths, B: spec.train.batch };
  const isNear = (amounts: readonly Amount[], counted: number): boolean =>
    Math.abs(evaluateAmount(total(amounts), bindings) - counted / spec.train.batch) <= 1e-9 * counted;

  test(`${name}: operations are those of the graphs, whoever does them`, () => {
    assert.ok(isNear([plan.totals.forwardFlops, plan.totals.backwardFlops], flopsOf(program.training, bindings)));
    assert.ok(isNear([plan.totals.inferenceFlops], flopsOf(program.inference, bindings)));
    const costs = [...plan.declarations.map(({ cost }) => cost), plan.loss.cost];
    const parts = costs.flatMap(({ forwardFlops, backwardFlops }) => [forwardFlops, backwardFlops]);
    assert.ok(isNear(parts, flopsOf(program.training, bindings)));
    const steps = plan.declarations.flatMap((declaration) => declaration.steps.map(({ cost }) => cost));
    const finer = [...steps, plan.loss.cost].flatMap(({ forwardFlops, backwardFlops }) => [forwardFlops, backwardFlops]);
    assert.ok(isNear(finer, flopsOf(program.training, bindings)));
  });
}

test.run();
