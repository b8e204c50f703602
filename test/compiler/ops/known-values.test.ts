import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Attributes, Op } from '../../../src/compiler/graph/op.ts';
import { type Tensor, tensor } from '../../../src/compiler/graph/tensor.ts';
import { conv2d } from '../../../src/compiler/ops/conv-2d.ts';
import { erf } from '../../../src/compiler/ops/erf.ts';
import { gatherRows } from '../../../src/compiler/ops/gather-rows.ts';
import { logSoftmax } from '../../../src/compiler/ops/log-softmax.ts';
import { maxPool2d } from '../../../src/compiler/ops/max-pool-2d.ts';
import { maxPool2dGradient } from '../../../src/compiler/ops/max-pool-2d-gradient.ts';
import { reduceMax } from '../../../src/compiler/ops/reduce-max.ts';
import { shift } from '../../../src/compiler/ops/shift.ts';
import { softmax } from '../../../src/compiler/ops/softmax.ts';
import { transpose } from '../../../src/compiler/ops/transpose.ts';

const f = (shape: readonly number[], ...values: number[]): Tensor => tensor(shape, Float64Array.from(values));
const range = (shape: readonly number[], from = 0): Tensor =>
  f(shape, ...Array.from({ length: shape.reduce((one, other) => one * other, 1) }, (_, place) => from + place));
const context = { bindings: {}, seed: 0, step: 0 };

function values<A extends Attributes>(op: Op<A>, inputs: readonly Tensor[], attributes: Partial<A> = {}): number[] {
  return [...(op.evaluate(inputs, { ...op.attributes, ...attributes }, context)[0] as Tensor).data];
}

const isNear = (found: readonly number[], expected: readonly number[]): void => {
  for (const [place, value] of expected.entries()) assert.ok(Math.abs((found[place] as number) - value) < 1e-14, `${found}`);
  assert.is(found.length, expected.length);
};

test('erf at the values of Abramowitz and Stegun, table 7.1', () => {
  isNear(values(erf, [f([4], 0, 0.5, -1, 2)]), [0, 0.5204998778130465, -0.8427007929497149, 0.9953222650189527]);
  isNear(values(erf, [f([2], 3.5, 7)]), [0.9999992569016276, 1]);
});

test('a convolution is a sum over windows, not turned round', () => {
  const x = range([1, 1, 3, 3], 1);
  const kernel = f([1, 1, 2, 2], 1, 10, 100, 1000);
  assert.equal(values(conv2d, [x, kernel, f([1], 0.5)]), [5421.5, 6532.5, 8754.5, 9865.5]);
  // Windows over a zero row above and a zero column on the left; the last one is the lower right corner.
  assert.equal(values(conv2d, [x, kernel], { strides: [2, 2], pads: [1, 1, 0, 0] }), [1000, 3200, 7040, 9865]);
  // Pads are top, left, bottom, right: here a zero row above and a zero column on the right.
  assert.equal(values(conv2d, [x, kernel], { strides: [2, 2], pads: [1, 0, 0, 1] }), [2100, 300, 8754, 906]);
});

test('max pooling drops a rest and gives ties to the first maximum', () => {
  const x = f([1, 1, 3, 5], 1, 1, 0, 2, 9, 1, 1, 2, 2, 9, 9, 9, 9, 9, 9);
  const y = f([1, 1, 1, 2], 1, 2);
  assert.equal(values(maxPool2d, [x]), [1, 2]);
  assert.equal(values(maxPool2dGradient, [x, y, f([1, 1, 1, 2], 5, 7)]), [5, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
});

test('the softmax of large numbers is finite', () => {
  isNear(values(softmax, [f([1, 2], 1000, 1000)]), [0.5, 0.5]);
  isNear(values(logSoftmax, [f([1, 2], -1000, 0)]), [-1000, 0]);
});

test('a maximum of negative numbers is one of them', () =>
  assert.equal(values(reduceMax, [f([2, 2], -3, -2, -5, -7)], { axes: [1] }), [-2, -5]));

test('axis i of a transpose is axis permutation[i] of the input', () => {
  assert.equal(values(transpose, [range([1, 2, 3])], { permutation: [2, 0, 1] }), [0, 3, 1, 4, 2, 5]);
});

test('a shift fills with zero', () => {
  assert.equal(values(shift, [range([3, 1], 1)], { axis: 0, by: 1 }), [0, 1, 2]);
  assert.equal(values(shift, [range([3, 1], 1)], { axis: 0, by: -1 }), [2, 3, 0]);
});

test('a row that is not in the table is named', () => {
  const ids = tensor([1], Int32Array.of(4));
  assert.throws(() => values(gatherRows, [range([4, 2]), ids]), /row 4 of a table with 4 rows/);
});

test.run();
