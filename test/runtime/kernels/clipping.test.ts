import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  clipByGlobalNorm,
  clipByGlobalNormReference,
  clipByValue,
  clipByValueReference,
  globalNorm,
} from '../../../src/runtime/kernels/clipping.ts';
import { createBench, excess, oracle } from './kernels-under-test.ts';

interface Tensors {
  readonly w: readonly number[];
  readonly b: readonly number[];
}
interface Oracle {
  readonly by_norm: readonly {
    readonly max_norm: number;
    readonly norm_type: number | string;
    readonly gradients: Tensors;
    readonly total_norm: number;
    readonly clipped: Tensors;
  }[];
  readonly by_value: readonly {
    readonly clip_value: number;
    readonly gradients: readonly number[];
    readonly clipped: readonly number[];
  }[];
}

const figures = oracle<Oracle>('optimisers/clipping.json');
const test = suite('clipping');

test('by the global norm, as torch', () => {
  if (figures === undefined) return;
  const cases = figures.by_norm.filter(({ norm_type }) => norm_type === 2);
  assert.is(cases.length, 6);
  for (const { gradients, max_norm, total_norm, clipped } of cases) {
    const values = [Float64Array.from(gradients.w), Float64Array.from(gradients.b)] as const;
    assert.ok(excess([clipByGlobalNormReference(values, max_norm)], [total_norm], 1e-12, 1e-12) <= 1);
    assert.ok(excess([...values[0], ...values[1]], [...clipped.w, ...clipped.b], 1e-12, 1e-12) <= 1);

    const { kernels, floats } = createBench();
    const [w, b] = [floats(gradients.w), floats(gradients.b)];
    const ranges = [w, b].map(({ at, values: { length: count } }) => ({ at, count }));
    assert.ok(excess([clipByGlobalNorm(kernels, ranges, max_norm)], [total_norm], 1e-6, 1e-6) <= 1);
    assert.ok(excess([...w.values, ...b.values], [...clipped.w, ...clipped.b], 1e-6, 1e-5) <= 1);
  }
});

test('by value, as torch', () => {
  if (figures === undefined) return;
  for (const { gradients, clip_value, clipped } of figures.by_value) {
    const values = Float64Array.from(gradients);
    clipByValueReference([values], clip_value);
    assert.equal(Array.from(values), clipped);
    const { kernels, floats } = createBench();
    const { at, values: inMemory } = floats(gradients);
    clipByValue(kernels, [{ at, count: gradients.length }], clip_value);
    assert.ok(excess(inMemory, clipped, 1e-7, 1e-7) <= 1);
  }
});

test('gradients of zero stay zero, and not-finite ones are reported and left alone', () => {
  const { kernels, floats } = createBench();
  const zeros = floats(7);
  assert.is(clipByGlobalNorm(kernels, [{ at: zeros.at, count: 7 }], 1), 0);
  assert.ok(zeros.values.every((value) => value === 0));
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    const { at, values } = floats([1, 2, bad, 4, 5]);
    assert.not(Number.isFinite(clipByGlobalNorm(kernels, [{ at, count: 5 }], 1)));
    assert.equal(Array.from(values), [1, 2, bad, 4, 5]);
    const inFloat64 = Float64Array.from([1, 2, bad]);
    clipByGlobalNormReference([inFloat64], 1);
    assert.equal(Array.from(inFloat64), [1, 2, bad]);
  }
});

test('the norm of large floats does not overflow', () => {
  const { kernels, floats } = createBench();
  const { at } = floats([3e38, -3e38, 3e38, 3e38]);
  assert.ok(excess([globalNorm(kernels, [{ at, count: 4 }])], [6e38], 0, 1e-6) <= 1);
});
test.run();
