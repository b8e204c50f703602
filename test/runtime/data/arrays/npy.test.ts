import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { halfFloat, type Numbers } from '../../../../src/runtime/data/arrays/dtypes.ts';
import { checkRank, readNpy, writeNpy } from '../../../../src/runtime/data/arrays/npy.ts';
import { failureOf, outcomeOf } from '../../failure-of.ts';
import { pseudoRandom } from '../../pseudo-random.ts';

/** An npy file put together by hand, as numpy's format document describes it. */
function npy(description: string, isFortranOrder: boolean, shape: string, data: Uint8Array, version = 1): Buffer {
  const text = `{'descr': ${description}, 'fortran_order': ${isFortranOrder ? 'True' : 'False'}, 'shape': ${shape}, }\n`;
  const lengthBytes = version === 1 ? 2 : 4;
  const length = Buffer.alloc(lengthBytes);
  length.writeUIntLE(text.length, 0, lengthBytes);
  return Buffer.concat([Buffer.from(`\x93NUMPY${String.fromCharCode(version)}\0`, 'latin1'), length, Buffer.from(text), data]);
}

const read = (bytes: Uint8Array) => readNpy(bytes, 'a.npy');
const bytesOf = (numbers: Numbers): Uint8Array => new Uint8Array(numbers.buffer);

const kinds: readonly Numbers[] = [
  Float32Array.of(1.5, -0, Number.NEGATIVE_INFINITY, 3e38, 1e-45, 7),
  Float64Array.of(Math.PI, -1e308, 5e-324, Number.POSITIVE_INFINITY, 0, 1),
  Int8Array.of(-128, 127, 0, 1, 2, 3),
  Uint8Array.of(0, 255, 1, 2, 3, 4),
  Int16Array.of(-32768, 32767, 1, 2, 3, 4),
  Uint16Array.of(65535, 0, 1, 2, 3, 4),
  Int32Array.of(-(2 ** 31), 2 ** 31 - 1, 0, 1, 2, 3),
  Uint32Array.of(2 ** 32 - 1, 0, 1, 2, 3, 4),
];
for (const data of kinds) {
  const code = `${data instanceof Float32Array || data instanceof Float64Array ? 'f' : /^Uint/.test(data.constructor.name) ? 'u' : 'i'}${data.BYTES_PER_ELEMENT}`;

  test(`${data.constructor.name}: written and read back, at any offset in memory, without a copy where it is aligned`, () => {
    for (const shape of [[6], [2, 3], [1, 6, 1]]) {
      const file = writeNpy(shape, data);
      const array = read(file);
      assert.equal([array.shape, array.data], [shape, data]);
      assert.is(array.data.buffer, file.buffer);
      const shifted = new Uint8Array(file.length + 1).subarray(1);
      shifted.set(file);
      assert.equal(read(shifted).data, data);
    }
  });

  test(`${data.constructor.name}: big-endian and Fortran order`, () => {
    const swapped = Buffer.from(bytesOf(data).slice());
    for (let at = 0; at < swapped.length; at += data.BYTES_PER_ELEMENT)
      swapped.subarray(at, at + data.BYTES_PER_ELEMENT).reverse();
    const before = swapped.toString('hex');
    assert.equal(read(npy(`'>${code}'`, false, '(6,)', swapped)).data, data);
    assert.is(swapped.toString('hex'), before);
    const array = read(npy(`'<${code}'`, true, '(2, 3)', bytesOf(data)));
    assert.equal(array.shape, [2, 3]);
    assert.equal(
      [...array.data],
      [0, 2, 4, 1, 3, 5].map((index) => data[index]),
    );
  });
}

test('Fortran order of four axes equals indexing by strides', () => {
  const shape = [2, 3, 4, 5] as const;
  const stored = Int32Array.from({ length: 120 }, (_, index) => index);
  const { data } = read(npy("'<i4'", true, '(2, 3, 4, 5)', bytesOf(stored)));
  let at = 0;
  for (let a = 0; a < shape[0]; a += 1)
    for (let b = 0; b < shape[1]; b += 1)
      for (let c = 0; c < shape[2]; c += 1)
        for (let d = 0; d < shape[3]; d += 1, at += 1) assert.is(data[at], a + 2 * b + 6 * c + 24 * d);
});

test('half floats, truth values, 64-bit integers, scalars, empty arrays, versions 2 and 3, Python 2 shapes', () => {
  const halves = Uint16Array.of(0x3c00, 0xc000, 0x7bff, 0x0001, 0x7c00, 0x3555);
  const expected = Float32Array.of(1, -2, 65504, 2 ** -24, Number.POSITIVE_INFINITY, 0.333251953125);
  assert.equal(read(npy("'<f2'", false, '(6,)', bytesOf(halves))).data, expected);
  assert.ok(Number.isNaN(halfFloat(0x7e00)) && Object.is(halfFloat(0x8000), -0));
  const truth = read(npy("'|b1'", false, '(3L,)', Uint8Array.of(1, 0, 1), 2));
  assert.equal([truth.dtype, [...truth.data]], ['bool', [1, 0, 1]]);
  const longs = BigInt64Array.of(-1n, 2n ** 53n - 1n, -(2n ** 53n - 1n), 2n ** 32n, -(2n ** 32n));
  const integers = read(npy("'<i8'", false, '(5,)', new Uint8Array(longs.buffer), 3));
  assert.equal([integers.dtype, [...integers.data]], ['int64', [...longs].map(Number)]);
  assert.equal(
    [
      read(npy("'<f4'", false, '()', bytesOf(Float32Array.of(2)))).shape,
      read(npy("'<f4'", true, '(0, 3)', new Uint8Array(0))).shape,
    ],
    [[], [0, 3]],
  );
});

const four = new Uint8Array(4);
const mistakes: readonly (readonly [name: string, bytes: Uint8Array, code: string, part: string])[] = [
  ['a png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'E0730', '89 50 4e 47 0d 0a'],
  ['nothing', four.subarray(0, 0), 'E0730', 'nothing'],
  ['Python objects', npy("'|O'", false, '(1,)', four), 'E0732', '|O'],
  ['texts', npy("'<U10'", false, '(1,)', four), 'E0733', '<U10'],
  ['records', npy("[('a', '<f4')]", false, '(1,)', four), 'E0733', 'float32'],
  ['complex numbers', npy("'<c8'", false, '(1,)', four), 'E0733', 'c8'],
  ['too many bytes', npy("'<f4'", false, '()', new Uint8Array(5)), 'E0735', 'bytes are there'],
  ['too few bytes', npy("'<f4'", false, '(2,)', four), 'E0736', 'expected'],
  ['an endless shape', npy("'<f4'", false, '(99999999999, 99999999999)', four), 'E0742', 'beyond any memory'],
  ['a negative shape', npy("'<f4'", false, '(-1,)', four), 'E0742', 'no shape'],
  ['an unknown version', npy("'<f4'", false, '()', four, 9), 'E0742', 'version 9'],
  [
    'an integer that no float holds',
    npy("'<i8'", false, '(1,)', new Uint8Array(BigInt64Array.of(2n ** 53n + 1n).buffer)),
    'E0741',
    '9007199254740993',
  ],
];
for (const [name, bytes, code, part] of mistakes) {
  test(`${name} is ${code}`, () => {
    const diagnostic = failureOf(() => read(bytes));
    assert.is(diagnostic.code, code);
    assert.ok(diagnostic.message.includes(part), diagnostic.message);
  });
}

test('the number of axes is checked', () => {
  const name = { file: 'a.npy', what: '`a.npy`' };
  const array = read(writeNpy([2, 3], new Float32Array(6)));
  assert.is(checkRank(array, 2, '2 axes', name), array);
  assert.match(
    failureOf(() => checkRank(array, 3, '3 axes [clips, height, width]', name)).message,
    'has shape [2, 3]; expected 3 axes',
  );
  assert.throws(() => writeNpy([2], new Float32Array(3)), /bug of emoc/);
});

test('every truncation is a Failure', () => {
  for (const data of [new Float32Array(9), new Uint8Array(9)]) {
    const file = writeNpy([3, 3], data);
    for (let length = 0; length < file.length; length += 1) failureOf(() => read(file.subarray(0, length)));
  }
});

test('any damaged bytes give an array or a Failure', () => {
  const random = pseudoRandom(5);
  const seen = { value: 0, failure: 0 };
  for (let round = 0; round < 20_000; round += 1) {
    const file = Buffer.from(writeNpy([2, 2], new Float64Array(4)));
    for (let change = 0; change < 3; change += 1) file[Math.floor(random() * 90)] = Math.floor(random() * 256);
    seen[outcomeOf(() => read(file))] += 1;
  }
  assert.ok(seen.value > 100 && seen.failure > 1000, JSON.stringify(seen));
});

test.run();
