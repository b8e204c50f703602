import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sortTokens } from '../../../../src/runtime/engines/webgpu/touched-rows.ts';
import { createRandom } from '../../../../src/runtime/kernels/random.ts';

function sorted(ids: readonly number[], vocabulary: number) {
  const mostRows = Math.min(ids.length, vocabulary);
  const rows = {
    touched: new Uint32Array(mostRows + 1).fill(77),
    starts: new Uint32Array(ids.length + 2).fill(77),
    tokens: new Uint32Array(ids.length).fill(77),
  };
  const marks = new Uint32Array(vocabulary);
  sortTokens(Int32Array.from(ids), vocabulary, marks, rows);
  assert.equal(marks, new Uint32Array(vocabulary), 'marks are zero again');
  const found = rows.touched[0] as number;
  return Array.from({ length: found }, (_, place) => [
    rows.touched[place + 1],
    [...rows.tokens.subarray(rows.starts[place], rows.starts[place + 1])],
  ]);
}

test('ids in the order in which they are met, tokens in their own; padding has none', () => {
  assert.equal(sorted([3, 0, 1, 3, 2, 1, 0, 3], 5), [
    [3, [0, 3, 7]],
    [1, [2, 5]],
    [2, [4]],
  ]);
  assert.equal(sorted([0, 0], 3), []);
  assert.equal(sorted([4, 4, 4], 5), [[4, [0, 1, 2]]]);
});

test('random ids come out as grouping them would', () => {
  const random = createRandom(3);
  for (let round = 0; round < 50; round += 1) {
    const vocabulary = 2 + random.integer(20);
    const ids = Array.from({ length: 1 + random.integer(60) }, () => random.integer(vocabulary));
    const expected = new Map<number, number[]>();
    for (const [token, id] of ids.entries()) if (id !== 0) expected.set(id, [...(expected.get(id) ?? []), token]);
    assert.equal(sorted(ids, vocabulary), [...expected]);
  }
});

test('an id outside the table is refused', () => {
  for (const id of [-1, 5]) assert.throws(() => sorted([1, id], 5), /outside 0\.\.4/);
});

test.run();
