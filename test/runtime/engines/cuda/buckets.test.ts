import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bucketOf, padToBuckets } from '../../../../src/runtime/engines/cuda/buckets.ts';

test('lengths are rounded up to few sizes, at most a fifth being padding, and never over the longest', () => {
  const sizes = new Set<number>();
  for (let length = 1; length <= 1000; length += 1) {
    const size = bucketOf(length, 1000);
    assert.ok(size >= length && size <= 1000, `${length} gives ${size}`);
    if (length > 8) assert.ok(size / length <= 1.25, `${length} gives ${size}`);
    sizes.add(size);
  }
  assert.ok(sizes.size <= 30, `${sizes.size} sizes`);
  assert.is(bucketOf(5, 6), 6);
});

test('fields with a length grow by zeros, others and the number of samples stay', () => {
  const field = (name: string, shape: readonly (string | number)[], isPerRun = false) =>
    ({ name, dtype: 'f32', shape, isPerRun }) as const;
  const fields = [
    field('said', ['B', 'T_said', 2]),
    field('said/mask', ['B', 'T_said']),
    field('x', ['B', 3]),
    field('w', [2], true),
  ];
  const x = new Float32Array(6).fill(7);
  const { bindings, fields: padded } = padToBuckets(
    fields,
    {
      bindings: { B: 2, T_said: 3 },
      fields: new Map<string, Float32Array | Int32Array>([
        ['said', Float32Array.from({ length: 12 }, (_, place) => place + 1)],
        ['said/mask', Float32Array.of(1, 1, 1, 1, 1, 0)],
        ['x', x],
      ]),
    },
    { B: 2, T_said: 4 },
  );
  assert.equal(bindings, { B: 2, T_said: 4 });
  assert.equal([...padded.get('said')!], [1, 2, 3, 4, 5, 6, 0, 0, 7, 8, 9, 10, 11, 12, 0, 0]);
  assert.equal([...padded.get('said/mask')!], [1, 1, 1, 0, 1, 1, 0, 0]);
  assert.is(padded.get('x'), x);
});

test('a field of the wrong size is left to whoever checks it', () => {
  const fields = [{ name: 'said', dtype: 'i32', shape: ['B', 'T_said'], isPerRun: false }] as const;
  const wrong = Int32Array.of(1, 2, 3);
  const batch = { bindings: { B: 2, T_said: 3 }, fields: new Map([['said', wrong]]) };
  assert.is(padToBuckets(fields, batch, { T_said: 9 }).fields.get('said'), wrong);
});

test.run();
