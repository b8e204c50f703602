import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createRandom } from '../../../src/runtime/kernels/random.ts';
import { createBench, excess } from './kernels-under-test.ts';

const test = suite('element-wise kernels and reductions');
const counts = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 100, 1001];

test('axpy, scale and clampValues work on every length and nothing beside it', () => {
  const random = createRandom(6);
  for (const count of counts) {
    const { kernels, floats } = createBench();
    const draw = () => Float32Array.from({ length: count + 2 }, () => random.normal());
    const [x, y] = [draw(), draw()];
    const apply = (kernel: (y: number, x: number) => void, define: (y: number, x: number) => number) => {
      const [placedY, placedX] = [floats(y, 4), floats(x, 4)];
      kernel(placedY.at + 4, placedX.at + 4);
      const inside = (i: number) => i > 0 && i <= count;
      const expected = y.map((value, i) => (inside(i) ? define(value, x[i]!) : value));
      assert.equal(Array.from(placedY.values), Array.from(expected), `${count} elements`);
      assert.equal(Array.from(placedX.values), Array.from(x));
    };
    apply(
      (yAt, xAt) => kernels.axpy(yAt, xAt, count, 0.3),
      (b, a) => Math.fround(b + Math.fround(Math.fround(0.3) * a)),
    );
    apply(
      (yAt) => kernels.scale(yAt, count, 0.7),
      (b) => Math.fround(Math.fround(0.7) * b),
    );
    apply(
      (yAt) => kernels.clampValues(yAt, count, -0.5, 0.25),
      (b) => Math.min(0.25, Math.max(-0.5, b)),
    );
  }
});

test('clampValues keeps what is not a number', () => {
  const { kernels, floats } = createBench();
  const { at, values } = floats([Number.NaN, 3, -3, Number.POSITIVE_INFINITY, Number.NaN]);
  kernels.clampValues(at, 5, -1, 2);
  assert.equal(Array.from(values), [Number.NaN, 2, -1, 2, Number.NaN]);
});

test('sumOfSquares is that of float64, the same every time', () => {
  const random = createRandom(8);
  for (const count of counts) {
    const { kernels, floats } = createBench();
    const { at, values } = floats(Array.from({ length: count }, () => 1e3 * random.normal()));
    const expected = values.reduce((sum, x) => sum + x * x, 0);
    assert.ok(excess([kernels.sumOfSquares(at, count)], [expected], 0, 1e-14) <= 1 || expected === 0);
    assert.is(kernels.sumOfSquares(at, count), kernels.sumOfSquares(at, count));
  }
  const { kernels, floats } = createBench();
  assert.is(kernels.sumOfSquares(floats(0).at, 0), 0);
});

test('allFinite finds one bad element anywhere', () => {
  const { kernels, floats } = createBench();
  const { at, values } = floats(13);
  values.fill(-3.4028234663852886e38);
  assert.is(kernels.allFinite(at, 13), 1);
  assert.is(kernels.allFinite(at, 0), 1);
  for (let i = 0; i < 13; i += 1) {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      values.fill(1);
      values[i] = bad;
      assert.is(kernels.allFinite(at, 13), 0, `${bad} at ${i}`);
      assert.is(kernels.allFinite(at, i), 1, 'what lies behind the range does not count');
    }
  }
});
test.run();
