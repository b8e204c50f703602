import { readdirSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readFileChecked } from '../../../src/runtime/files/read-checked.ts';
import { decodeSafetensors, encodeSafetensors, type Tensor } from '../../../src/runtime/train/safetensors.ts';
import { failureOf, outcomeOf } from '../failure-of.ts';
import { pseudoRandom } from '../pseudo-random.ts';
import { realFile } from '../real-file.ts';

const tensors = new Map<string, Tensor>([
  ['mask', { shape: [3], data: Uint8Array.of(1, 0, 1) }],
  ['10', { shape: [2, 2], data: Float32Array.of(1.5, -0, 3, 4) }],
  ['2', { shape: [], data: Float64Array.of(Math.PI) }],
  ['__proto__', { shape: [1], data: BigInt64Array.of(-(2n ** 62n)) }],
  ['empty', { shape: [0, 5], data: new Float32Array(0) }],
  ['größe "x"', { shape: [1, 2], data: Int32Array.of(-1, 2 ** 31 - 1) }],
]);
const metadata = new Map([
  ['spec', 'a "quoted"\ntext 🙂'],
  ['step', '12'],
]);
const file = Buffer.concat(encodeSafetensors({ tensors, metadata }));

test('what was written is read back, in place', () => {
  const read = decodeSafetensors(file, 'last.safetensors');
  assert.equal(new Map([...read.tensors].sort()), new Map([...tensors].sort()));
  assert.equal(read.metadata, metadata);
  for (const { data } of read.tensors.values()) assert.is(data.buffer, file.buffer);
});

test('the file is laid out as the format asks: header length, padding, widest first, no holes', () => {
  const headerBytes = Number(file.readBigUInt64LE());
  assert.is(headerBytes % 8, 0);
  const text = file.toString('utf8', 8, 8 + headerBytes);
  assert.match(text, /^\{"__metadata__":\{.*\} *$/s);
  const names = [...text.matchAll(/"((?:[^"\\]|\\.)*)":\{"dtype"/g)].map((match) => JSON.parse(`"${match[1]}"`));
  assert.equal(names, ['2', '__proto__', '10', 'empty', 'größe "x"', 'mask']);
  assert.is(file.length, 8 + headerBytes + 8 + 8 + 16 + 8 + 3);
});

test('the same content gives the same bytes; bytes at an odd place in memory are read too', () => {
  assert.ok(file.equals(Buffer.concat(encodeSafetensors({ tensors: new Map(tensors), metadata: new Map(metadata) }))));
  const odd = Buffer.concat([Buffer.of(0), file]).subarray(1);
  assert.equal(decodeSafetensors(odd, 'x').tensors.get('2')?.data, Float64Array.of(Math.PI));
});

test('every truncation, every longer file and every changed bit is a Failure', () => {
  for (let length = 0; length < file.length; length += 1) {
    assert.is(failureOf(() => decodeSafetensors(file.subarray(0, length), 'x')).code, 'E0901');
  }
  failureOf(() => decodeSafetensors(Buffer.concat([file, Buffer.of(0)]), 'x'));
  const dataStart = 8 + Number(file.readBigUInt64LE());
  for (let at = dataStart; at < file.length; at += 1) {
    const changed = Buffer.from(file);
    changed[at] = (changed[at] as number) ^ 4;
    assert.match(failureOf(() => decodeSafetensors(changed, 'x')).message, 'checksum');
  }
});

test('any damage to the header gives a Failure or tensors, never a crash', () => {
  const random = pseudoRandom(7);
  const seen = { value: 0, failure: 0 };
  for (let round = 0; round < 5000; round += 1) {
    const changed = Buffer.from(file);
    for (let change = 0; change < 2; change += 1) changed[Math.floor(random() * 500)] = 32 + Math.floor(random() * 96);
    seen[outcomeOf(() => decodeSafetensors(changed, 'x'))] += 1;
  }
  assert.ok(seen.failure > 1000, JSON.stringify(seen));
});

/** A file with a header of one's own. */
function withHeader(header: unknown, dataBytes: number): Buffer {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, Buffer.alloc(dataBytes)]);
}
const f32 = (shape: unknown, ...offsets: unknown[]): object => ({ dtype: 'F32', shape, data_offsets: offsets });

const broken: readonly (readonly [name: string, bytes: Buffer, part: string])[] = [
  ['no header', Buffer.alloc(3), 'at least 8 bytes'],
  ['an endless header', Buffer.alloc(16, 255), 'claims'],
  ['no JSON', withHeader('{"a":', 0), 'not JSON'],
  ['an array', withHeader([], 0), 'not a JSON object'],
  ['overlapping tensors', withHeader({ a: f32([2], 0, 8), b: f32([2], 4, 12) }, 12), 'begins at byte 4, expected 8'],
  ['a hole', withHeader({ a: f32([1], 0, 4), b: f32([1], 8, 12) }, 12), 'begins at byte 8, expected 4'],
  ['a size against its shape', withHeader({ a: f32([3], 0, 8) }, 8), 'has 8 bytes'],
  ['a shape beyond numbers', withHeader({ a: f32([1e15, 1e15], 0, 8) }, 8), 'has 8 bytes'],
  ['a negative axis', withHeader({ a: f32([-1], 0, 4) }, 4), 'no shape'],
  ['reversed offsets', withHeader({ a: f32([1], 0, -4) }, 4), 'no offsets'],
  ['a tensor beyond the end', withHeader({ a: f32([2], 0, 8) }, 4), 'ends at byte 8 of 4'],
  ['bytes that are left', withHeader({ a: f32([1], 0, 4) }, 5), '1 bytes at its end'],
  ['another type', withHeader({ a: { dtype: 'F8', shape: [], data_offsets: [0, 1] } }, 1), '"F8"'],
  ['metadata that is no text', withHeader({ __metadata__: { step: 1 } }, 0), 'not a text'],
];
for (const [name, bytes, part] of broken) {
  test(`${name} is a Failure that says so`, () => {
    const diagnostic = failureOf(() => decodeSafetensors(bytes, 'last.safetensors'));
    assert.is(diagnostic.code, 'E0901');
    assert.ok(diagnostic.message.includes(part), diagnostic.message);
  });
}

test('a tensor whose shape does not fit is a bug of emoc', () => {
  assert.throws(
    () => encodeSafetensors({ tensors: new Map([['a', { shape: [2], data: new Float32Array(3) }]]), metadata }),
    /bug of emoc/,
  );
});

test("files of the format's own implementation are read", () => {
  const folder = realFile('oracles/transformers-tiny');
  if (folder === undefined) return;
  for (const model of readdirSync(folder)) {
    const path = `${folder}/${model}/gradients.safetensors`;
    const { tensors: read } = decodeSafetensors(readFileChecked(path), path);
    assert.ok(read.size > 5, path);
    for (const [name, { shape, data }] of read) {
      assert.is(
        data.length,
        shape.reduce((product, axis) => product * axis, 1),
        name,
      );
      assert.ok(data instanceof Float32Array && data.every(Number.isFinite), name);
    }
  }
});

test.run();
