import { readFileSync } from 'node:fs';
import { crc32 as nodeCrc32 } from 'node:zlib';
import { zipSync } from 'fflate';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { crc32, plainCrc32 } from '../../../../src/runtime/data/arrays/crc32.ts';
import { writeNpy } from '../../../../src/runtime/data/arrays/npy.ts';
import { openNpz } from '../../../../src/runtime/data/arrays/npz.ts';
import { readFileChecked } from '../../../../src/runtime/files/read-checked.ts';
import { failureOf, outcomeOf } from '../../failure-of.ts';
import { pseudoRandom } from '../../pseudo-random.ts';
import { realFile } from '../../real-file.ts';

const x = Float32Array.from({ length: 600 }, (_, index) => Math.sin(index));
const y = Uint8Array.from({ length: 20 }, (_, index) => index % 7);
const entries = { 'x.npy': writeNpy([20, 30], x), 'y.npy': writeNpy([20], y), 'readme.txt': Buffer.from('not an array') };
const deflated = Buffer.from(zipSync(entries, { level: 9 }));
const stored = Buffer.from(zipSync(entries, { level: 0 }));

test('arrays of a deflated and of a stored archive', () => {
  for (const file of [deflated, stored]) {
    const npz = openNpz(file, 'a.npz');
    assert.equal(npz.names, ['x', 'y']);
    assert.equal(npz.describe('x'), { dtype: 'float32', shape: [20, 30] });
    assert.equal(npz.read('x').data, x);
    assert.equal(npz.read('y').data, y);
  }
});

test('an unknown array lists those that are there and the nearest', () => {
  const diagnostic = failureOf(() => openNpz(deflated, 'a.npz').read('z'));
  assert.is(diagnostic.code, 'E0737');
  assert.match(diagnostic.message, '`x`, `y`');
});

/** Offset of the directory record of `name`, counted from the end record. */
function record(file: Buffer, name: string): number {
  for (let at = file.readUInt32LE(file.length - 6); ; ) {
    if (file.toString('latin1', at + 46, at + 46 + file.readUInt16LE(at + 28)) === name) return at;
    at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
}

/** A copy of an archive whose directory says something else about `x.npy`. */
function claiming(file: Buffer, change: (copy: Buffer, at: number) => void): Buffer {
  const copy = Buffer.from(file);
  change(copy, record(copy, 'x.npy'));
  return copy;
}

test('a bomb is stopped before it is inflated: by its declared size, by its own header, by the size it is inflated to', () => {
  const zeros = writeNpy([50_000_000], new Uint8Array(50_000_000));
  const bomb = Buffer.from(zipSync({ 'x.npy': zeros }, { level: 9 }));
  assert.ok(bomb.length < 60_000);
  const tooLarge = failureOf(() => openNpz(bomb, 'a.npz', { limitBytes: 1_000_000 }).read('x'));
  assert.equal([tooLarge.code, tooLarge.message.includes(`${zeros.length} bytes`)], ['E0734', true]);

  // Declares a thousand bytes, as do neither the header nor the stream.
  const lying = claiming(bomb, (copy, at) => copy.writeUInt32LE(1000, at + 24));
  assert.is(failureOf(() => openNpz(lying, 'a.npz').read('x')).code, 'E0735');

  // Directory and header agree on a thousand bytes; the stream goes on for fifty million.
  const inner = Buffer.concat([writeNpy([872], new Uint8Array(872)), new Uint8Array(50_000_000)]);
  const endless = claiming(Buffer.from(zipSync({ 'x.npy': inner }, { level: 9 })), (copy, at) =>
    copy.writeUInt32LE(1000, at + 24),
  );
  const before = process.memoryUsage().rss;
  const stopped = failureOf(() => openNpz(endless, 'a.npz').read('x'));
  assert.equal([stopped.code, stopped.message.includes('goes on inflating')], ['E0735', true]);
  assert.ok(process.memoryUsage().rss - before < 20e6);

  const zip64 = claiming(deflated, (copy, at) => copy.writeUInt32LE(0xffffffff, at + 24));
  assert.is(failureOf(() => openNpz(zip64, 'a.npz').read('x')).code, 'E0734');
});

test('a wrong checksum, a password, another method, a name twice, no array, no archive', () => {
  const code = (file: Uint8Array): string => failureOf(() => openNpz(file, 'a.npz').read('x')).code;
  assert.is(code(claiming(deflated, (copy, at) => copy.writeUInt32LE(1, at + 16))), 'E0739');
  assert.is(code(claiming(stored, (copy, at) => copy.writeUInt32LE(1, at + 16))), 'E0739');
  assert.is(code(claiming(deflated, (copy, at) => copy.writeUInt16LE(1, at + 8))), 'E0740');
  assert.is(code(claiming(deflated, (copy, at) => copy.writeUInt16LE(14, at + 10))), 'E0740');
  assert.is(code(claiming(deflated, (copy, at) => copy.write('y.npy', at + 46))), 'E0731');
  assert.is(code(zipSync({ 'a.txt': y })), 'E0731');
  assert.is(code(writeNpy([20], y)), 'E0731');
  assert.is(code(Buffer.alloc(0)), 'E0731');
  const objects = Buffer.from(writeNpy([1], new Uint8Array(1)).slice());
  objects.write("'|O' ", objects.indexOf("'|u1'"), 'latin1');
  assert.is(code(zipSync({ 'x.npy': objects })), 'E0732');
});

test('every truncation is a Failure, and so is every truncation behind a whole directory', () => {
  for (const file of [deflated, stored]) {
    for (let length = 0; length < file.length; length += 1) failureOf(() => openNpz(file.subarray(0, length), 'a.npz').read('x'));
  }
  const short = claiming(deflated, (copy, at) => copy.writeUInt32LE(copy.readUInt32LE(at + 20) - 3, at + 20));
  assert.is(failureOf(() => openNpz(short, 'a.npz').read('x')).code, 'E0739');
});

test('any damaged byte gives the same arrays or a Failure, never other numbers', () => {
  const random = pseudoRandom(6);
  const seen = { value: 0, failure: 0 };
  for (let round = 0; round < 2000; round += 1) {
    const file = Buffer.from(round % 2 === 0 ? deflated : stored);
    const at = Math.floor(random() * file.length);
    file[at] = (file[at] as number) ^ (1 << Math.floor(random() * 8));
    seen[outcomeOf(() => assert.equal(openNpz(file, 'a.npz').read('x').data, x))] += 1;
  }
  assert.ok(seen.failure > 500, JSON.stringify(seen));
});

test('CRC-32: the check value of the standard, and both ways agree', () => {
  assert.is(plainCrc32(Buffer.from('123456789')), 0xcbf43926);
  const bytes = deflated.subarray(0, 1001);
  assert.is(crc32(bytes), plainCrc32(bytes));
  if (typeof nodeCrc32 === 'function') assert.is(plainCrc32(bytes), nodeCrc32(bytes));
});

test('FER2013: pixels and labels of 28709 faces', () => {
  const path = realFile('data/fer2013/Training48.npz');
  if (path === undefined) return;
  const npz = openNpz(readFileChecked(path), path);
  const [faces, labels] = [npz.read('x'), npz.read('y')];
  assert.equal([faces.dtype, faces.shape, labels.shape], ['uint8', [28709, 48, 48], [28709]]);
  // One piece of memory holds the whole array: header, pixels and the byte that zlib wants.
  assert.ok(faces.data.buffer.byteLength - faces.data.length < 1000);
  assert.equal([...new Set(labels.data)].sort(), [0, 1, 2, 3, 4, 5, 6]);
});

test("numpy's own archive of 36 float64 arrays agrees with the same figures in JSON", () => {
  const path = realFile('oracles/audio/pyaudioanalysis/all.npz');
  if (path === undefined) return;
  const npz = openNpz(readFileChecked(path), path);
  assert.is(npz.names.length, 36);
  for (const name of npz.names) assert.is(npz.read(name).dtype, 'float64');
  for (const clip of ['sweep', '05']) {
    const figures = JSON.parse(readFileSync(path.replace('all.npz', `${clip}.json`), 'utf8')) as Record<string, Figures>;
    for (const key of ['short_50_25', 'mid_1_1_short_50_50']) {
      const [array, expected] = [npz.read(`${clip}_${key}`), figures[key] as Figures];
      assert.equal(array.shape, expected.shape);
      for (const [index, value] of expected.data.entries()) {
        const read = array.data[index] as number;
        assert.ok(Math.abs(read - value) <= 1e-8 * Math.abs(value) + 1e-12, `${clip} ${key} ${index}: ${read}, ${value}`);
      }
    }
  }
});

interface Figures {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

test.run();
