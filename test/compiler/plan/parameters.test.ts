import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { product, resolve } from '../../../src/compiler/graph/dimension.ts';
import { evaluateAmount, isKnown } from '../../../src/compiler/plan/amount.ts';
import { planOfSample, planSteps, samples } from './_plans.ts';

const test = suite('parameters in plans');

const dense = (width: number, result: number): number => width * result + result;
/** One direction: four gates, each with weights for the input, for the state, and a bias. */
const lstm = (width: number, size: number): number => 4 * size * (width + size + 1);
const conv = (channels: number, filters: number, size: number): number => size * size * channels * filters + filters;

/** Parameters by hand, without the tables of vectors; then numbers a word of each table. */
const byHand: readonly (readonly [name: string, constant: number, perWord: number])[] = [
  ['mosi-joint', dense(100, 64) + dense(73, 64) + dense(100, 64) + dense(3 * 64, 128) + dense(128, 1), 0],
  ['mosi-early', dense(100 + 73 + 100, 128) + dense(128, 1), 0],
  ['speech-vad', dense(1360, 512) + dense(512, 256) + 2 * (dense(256, 170) + dense(170, 1)), 0],
  ['carer-bilstm', 2 * lstm(100, 64) + dense(128, 6), 100],
  ['fer2013-cnn', conv(1, 32, 3) + conv(32, 64, 3) + conv(64, 128, 3) + dense(6 * 6 * 128, 7), 0],
];

for (const [name, constant, perWord] of byHand) {
  test(`${name}: as counted by hand`, () => {
    const { parameters } = planOfSample(name).plan.totals;
    const terms = perWord === 0 ? [] : [{ factor: perWord, symbols: ['V_words'] }];
    assert.equal(parameters, { constant, terms });
  });
}

test('mosi-joint: 6,464 + 4,736 + 6,464 + 24,704 + 129', () => {
  assert.equal(
    planOfSample('mosi-joint').plan.declarations.map(({ cost }) => cost.parameters.constant),
    [6464, 4736, 6464, 24_704, 129],
  );
});

test('a vocabulary of known size makes the number known', () => {
  const { totals } = planOfSample('carer-bilstm', { vocabularies: { V_words: 1000 } }).plan;
  assert.equal(totals.parameters, { constant: 1000 * 100 + 2 * lstm(100, 64) + dense(128, 6), terms: [] });
});

test('frozen vectors are parameters, but not trained ones', () => {
  const { totals } = planSteps('text x = column(said)', 'words() embed("v.txt", width = 50, freeze = true) pool(mean)').plan;
  assert.equal(totals.parameters, { constant: dense(50, 1), terms: [{ factor: 50, symbols: ['V_tone'] }] });
  assert.equal(totals.trainedParameters, { constant: dense(50, 1), terms: [] });
});

for (const { name, planned, facts } of samples()) {
  const { program, plan } = planned;
  test(`${name}: parameters are those of the program, in total and over the declarations and their steps`, () => {
    const sizes = Object.fromEntries(program.symbols.map((symbol) => [symbol.name, 13]));
    const bindings = { ...sizes, ...facts.vocabularies, ...facts.lengths };
    const counted = program.parameters.reduce((sum, { shape }) => sum + resolve(product(shape), bindings), 0);
    assert.is(evaluateAmount(plan.totals.parameters, bindings), counted);
    const declared = plan.declarations.reduce((sum, { cost }) => sum + evaluateAmount(cost.parameters, bindings), 0);
    const steps = plan.declarations.flatMap((declaration) => declaration.steps);
    assert.is(declared, counted);
    assert.is(
      steps.reduce((sum, { cost }) => sum + evaluateAmount(cost.parameters, bindings), 0),
      counted,
    );
    assert.is(
      isKnown(plan.totals.parameters),
      facts.vocabularies !== undefined || !program.symbols.some(({ name: symbol }) => symbol.startsWith('V_')),
    );
  });
}

test.run();
