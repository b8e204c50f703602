import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { keepThreshold, threefry } from '../../../src/compiler/graph/threefry.ts';

// Known answers of Random123 1.14, tests/kat_vectors, "threefry2x32 20"; the first word of each.
const known: readonly (readonly [counter: readonly [number, number], key: readonly [number, number], word: number])[] = [
  [[0, 0], [0, 0], 0x6b200159],
  [[0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], 0x1cb996fc],
  [[0x243f6a88, 0x85a308d3], [0x13198a2e, 0x03707344], 0xc4923a9c],
];

for (const [counter, key, word] of known) {
  test(`counter ${counter} under key ${key}`, () => assert.is(threefry(key[0], key[1], counter[0], counter[1]), word));
}

test('everything is below the threshold of keeping all', () => assert.ok(0xffffffff < keepThreshold(1)));

test.run();
