import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { roundHalfToEven } from '../../../src/runtime/numbers/rounding.ts';

test('halves are rounded to the even integer, everything else to the nearest', () => {
  const table = [
    [-2.5, -2],
    [-1.5, -2],
    [-0.5, 0],
    [0.5, 0],
    [1.5, 2],
    [2.5, 2],
    [0.49999999999999994, 0],
    [-0.49999999999999994, 0],
    [-0.5000000000000001, -1],
    [2.4999999999999996, 2],
    [2.5000000000000004, 3],
    [-1e-20, 0],
    [3, 3],
  ] as const;
  for (const [value, rounded] of table) assert.is(roundHalfToEven(value) + 0, rounded, String(value));
});

test.run();
