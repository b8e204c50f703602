import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { adagrad } from '../../../src/runtime/kernels/optimizers/adagrad.ts';
import { adam } from '../../../src/runtime/kernels/optimizers/adam.ts';
import { adamw } from '../../../src/runtime/kernels/optimizers/adamw.ts';
import { rmsprop } from '../../../src/runtime/kernels/optimizers/rmsprop.ts';
import { sgd } from '../../../src/runtime/kernels/optimizers/sgd.ts';
import { createRandom } from '../../../src/runtime/kernels/random.ts';
import { accumulateRows } from '../../../src/runtime/kernels/sparse-rows.ts';
import { createBench, excess } from './kernels-under-test.ts';

const vocabulary = 11;
const [batch, length] = [3, 4];
const tokens = [5, 2, 5, 0, 9, 9, 9, 0, 2, 10, 5, 1];
const firstMet = [5, 2, 9, 10, 1];

/** Gradients of both forms for one table of this width, with the dense [vocabulary, width] gradient that they amount to, in float64. */
function createCase(width: number) {
  const bench = createBench();
  const random = createRandom(5).child(`width ${width}`);
  const draw = (count: number) => Float32Array.from({ length: count }, () => random.normal());
  const [rows, scales, sampleRows] = [draw(batch * length * width), draw(batch * length), draw(batch * width)];
  const dense = { tokens: new Float64Array(vocabulary * width), outer: new Float64Array(vocabulary * width) };
  tokens.forEach((id, token) => {
    if (id === 0) return;
    const sample = Math.floor(token / length);
    for (let j = 0; j < width; j += 1) {
      dense.tokens[id * width + j]! += rows[token * width + j]!;
      dense.outer[id * width + j]! += scales[token]! * sampleRows[sample * width + j]!;
    }
  });
  const ids = bench.ids(tokens);
  const places = { rows: bench.floats(rows), scales: bench.floats(scales), sampleRows: bench.floats(sampleRows) };
  const [marks, touched, sums] = [bench.ids(vocabulary), bench.ids(2 * tokens.length), bench.floats(2 * tokens.length * width)];
  return {
    ...bench,
    dense,
    draw,
    marks,
    touched,
    sums,
    ids,
    scratch: { width, vocabulary, marks: marks.at, touched: touched.at, sums: sums.at },
    gradients: {
      tokens: { form: 'tokens', ids: ids.at, rows: places.rows.at, count: tokens.length },
      outer: { form: 'outer', ids: ids.at, scales: places.scales.at, rows: places.sampleRows.at, batch, length },
    },
  } as const;
}

const accumulation = suite('sums of row gradients');
for (const form of ['tokens', 'outer'] as const) {
  accumulation(`${form}: duplicates are summed, padding is skipped, marks are released`, () => {
    for (const width of [1, 3, 4, 6, 9]) {
      const { kernels, gradients, scratch, touched, sums, marks, dense } = createCase(width);
      for (let repeat = 0; repeat < 2; repeat += 1) {
        assert.is(accumulateRows(kernels, [gradients[form]], scratch), firstMet.length);
        assert.equal(Array.from(touched.values.subarray(0, firstMet.length)), firstMet);
        const expected = firstMet.flatMap((id) => Array.from(dense[form].subarray(id * width, (id + 1) * width)));
        assert.ok(excess(sums.values.subarray(0, expected.length), expected, 1e-6, 1e-6) <= 1, `width ${width}`);
        assert.is(sums.values[expected.length], 0, 'nothing is written behind the sums');
        assert.ok(marks.values.every((mark) => mark === 0));
      }
    }
  });
}

accumulation('gradients from two places that read one table join', () => {
  const width = 5;
  const { kernels, gradients, scratch, sums, dense } = createCase(width);
  assert.is(accumulateRows(kernels, [gradients.tokens, gradients.outer], scratch), firstMet.length);
  const both = firstMet.flatMap((id) =>
    Array.from({ length: width }, (_, j) => dense.tokens[id * width + j]! + dense.outer[id * width + j]!),
  );
  assert.ok(excess(sums.values.subarray(0, both.length), both, 2e-6, 1e-6) <= 1);
});

accumulation('an id outside the table throws before anything is written there', () => {
  for (const id of [vocabulary, -1, 2 ** 31 - 1]) {
    const { kernels, gradients, scratch, ids } = createCase(4);
    ids.values[6] = id;
    assert.throws(() => accumulateRows(kernels, [gradients.tokens], scratch), /outside 0\.\.10/);
    assert.throws(() => accumulateRows(kernels, [gradients.outer], scratch), /outside 0\.\.10/);
  }
});

accumulation('a batch of padding touches nothing', () => {
  const { kernels, gradients, scratch, ids } = createCase(4);
  ids.values.fill(0);
  assert.is(accumulateRows(kernels, [gradients.tokens, gradients.outer], scratch), 0);
});
accumulation.run();

const optimizers = {
  sgd: sgd.configure(),
  'sgd with Nesterov': sgd.configure({ momentum: 0.9, nesterov: true }),
  adam: adam.configure(),
  adamw: adamw.configure({ weight_decay: 0.1 }),
  rmsprop: rmsprop.configure(),
  'rmsprop, centred with momentum': rmsprop.configure({ centred: true, momentum: 0.9 }),
  adagrad: adagrad.configure({ start: 0.1 }),
};

const updates = suite('lazy row updates');
for (const [name, optimizer] of Object.entries(optimizers)) {
  updates(`${name}: touched rows as the dense update, the others as they were`, () => {
    for (const width of [3, 8]) {
      const { kernels, floats, draw, gradients, scratch, touched, sums } = createCase(width);
      const size = vocabulary * width;
      const start = draw(size);
      const state = optimizer.slots.map(() => draw(size).map(Math.abs));
      const rowCount = accumulateRows(kernels, [gradients.tokens], scratch);
      const gradient = floats(size);
      firstMet.forEach((id, k) => {
        gradient.values.set(sums.values.subarray(k * width, (k + 1) * width), id * width);
      });
      const create = () => ({ parameters: floats(start), slots: state.map((values) => floats(values)) });
      const [dense, lazy] = [create(), create()];
      const update = optimizer.prepare({ step: 4, rate: 0.1, l2: 0.05 });
      const denseSlots = dense.slots.map(({ at }) => at);
      update.dense(kernels, { parameters: dense.parameters.at, gradient: gradient.at, slots: denseSlots, count: size });
      update.rows(kernels, {
        parameters: lazy.parameters.at,
        slots: lazy.slots.map(({ at }) => at),
        touched: touched.at,
        sums: sums.at,
        rowCount,
        width,
      });
      const pairs = [
        [lazy.parameters, dense.parameters, start] as const,
        ...lazy.slots.map((slot, i) => [slot, dense.slots[i]!, state[i]!] as const),
      ];
      for (const [actual, updated, before] of pairs) {
        for (let id = 0; id < vocabulary; id += 1) {
          const row = (values: Float32Array) => Array.from(values.subarray(id * width, (id + 1) * width));
          assert.equal(row(actual.values), row(firstMet.includes(id) ? updated.values : before), `row ${id}`);
        }
        assert.not.equal(Array.from(actual.values), Array.from(before));
      }
    }
  });
}
updates.run();
