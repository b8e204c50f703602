import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createRandom, restoreRandom } from '../../../src/runtime/kernels/random.ts';

const test = suite('random streams');
const take = (count: number, draw: () => number) => Array.from({ length: count }, draw);

test('depend on seed and name alone', () => {
  const first = take(5, createRandom(7).child('init').uniform);
  const drawnFrom = createRandom(7);
  take(100, drawnFrom.normal);
  assert.equal(take(5, drawnFrom.child('init').uniform), first);
  const others = ['ini', 'init ', 'inits', 'tini', 'INIT', ''].map((name) => createRandom(7).child(name).uniform());
  const seeds = [8, 7 + 2 ** 32, 0, Number.MAX_SAFE_INTEGER].map((seed) => createRandom(seed).child('init').uniform());
  assert.is(new Set([...others, ...seeds, first[0]]).size, others.length + seeds.length + 1);
});

test('are the same in every version: runs must stay reproducible', () => {
  // The figures of an independent implementation of the definition.
  const random = createRandom(7).child('init/tone/dense_1');
  assert.equal(random.state(), { key: [3914526984, 2092457473], position: 0 });
  assert.is(random.uniform(), 0.7014230205684182);
  assert.ok(Math.abs(random.normal() - 0.3881303751489229) < 1e-15);
  assert.is(random.integer(1000), 609);
  assert.equal(random.shuffle([0, 1, 2, 3, 4, 5, 6, 7]), [1, 3, 4, 5, 7, 0, 2, 6]);
});

test('continue from their state', () => {
  const random = createRandom(7).child('shuffle');
  take(17, random.normal);
  const state = JSON.parse(JSON.stringify(random.state())) as ReturnType<typeof random.state>;
  const expected = [...take(4, random.uniform), ...random.shuffle(take(9, random.normal)), random.integer(1000)];
  const resumed = restoreRandom(state);
  assert.equal([...take(4, resumed.uniform), ...resumed.shuffle(take(9, resumed.normal)), resumed.integer(1000)], expected);
  assert.is(
    restoreRandom({ key: state.key, position: 2 ** 32 }).uniform() === restoreRandom({ key: state.key, position: 0 }).uniform(),
    false,
  );
});

test('uniform numbers are in [0, 1) with mean 1/2 and variance 1/12', () => {
  const values = take(100_000, createRandom(1).uniform);
  assert.ok(values.every((value) => value >= 0 && value < 1));
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
  assert.ok(Math.abs(mean - 1 / 2) < 4 * Math.sqrt(1 / 12 / values.length), `${mean}`);
  assert.ok(Math.abs(variance - 1 / 12) < 4 * Math.sqrt(1 / 180 / values.length), `${variance}`);
});

test('normal numbers have the moments and tails of the normal distribution', () => {
  const values = take(200_000, createRandom(2).normal);
  const moment = (power: number) => values.reduce((sum, x) => sum + x ** power, 0) / values.length;
  const root = Math.sqrt(values.length);
  assert.ok(Math.abs(moment(1)) < 4 / root, 'mean 0');
  assert.ok(Math.abs(moment(2) - 1) < (4 * Math.sqrt(2)) / root, 'variance 1');
  assert.ok(Math.abs(moment(3)) < (4 * Math.sqrt(15)) / root, 'no skew');
  assert.ok(Math.abs(moment(4) - 3) < (4 * Math.sqrt(96)) / root, 'kurtosis 3');
  const beyondTwo = values.filter((x) => Math.abs(x) > 2).length / values.length;
  assert.ok(Math.abs(beyondTwo - 0.0455) < (4 * Math.sqrt(0.0455 * 0.9545)) / root, `${beyondTwo}`);
});

test('whole numbers and orders are equally likely', () => {
  const random = createRandom(3);
  const draws = 60_000;
  const counts = new Array<number>(6).fill(0);
  for (const value of take(draws, () => random.integer(6))) counts[value]! += 1;
  const orders = new Map<string, number>();
  for (let i = 0; i < draws; i += 1) {
    const order = random.shuffle([1, 2, 3]).join('');
    orders.set(order, (orders.get(order) ?? 0) + 1);
  }
  for (const observed of [counts, [...orders.values()]]) {
    assert.is(observed.length, 6);
    const chiSquare = observed.reduce((sum, count) => sum + (count - draws / 6) ** 2 / (draws / 6), 0);
    assert.ok(chiSquare < 20.5, `chi square of 5 degrees of freedom is ${chiSquare}, beyond its 99.9 % point`);
  }
  assert.is(random.integer(1), 0);
  // Three quarters of all words: without rejection the lowest third would come up half of the time.
  const lowest = take(10_000, () => random.integer(3 * 2 ** 30)).filter((value) => value < 2 ** 30).length / 10_000;
  assert.ok(Math.abs(lowest - 1 / 3) < 0.02, `${lowest}`);
  const large = take(1000, () => random.integer(2 ** 32));
  assert.ok(large.some((value) => value > 2 ** 31) && large.some((value) => value < 2 ** 31));
});

test('shuffle in place, typed arrays too, and refuse impossible bounds and seeds', () => {
  const items = Uint32Array.from({ length: 50 }, (_, i) => i);
  assert.is(createRandom(4).shuffle(items), items);
  assert.not.equal(Array.from(items), Array.from(items.slice().sort()));
  assert.equal(
    Array.from(items.slice().sort()),
    take(
      50,
      (
        (i) => () =>
          i++
      )(0),
    ),
  );
  for (const bound of [0, -1, 1.5, 2 ** 32 + 1]) assert.throws(() => createRandom(4).integer(bound), /bound in 1/);
  for (const seed of [-1, 0.5, 2 ** 53]) assert.throws(() => createRandom(seed), /a seed is a whole number/);
});
test.run();
