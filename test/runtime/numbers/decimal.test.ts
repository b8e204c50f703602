import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decimalAt, decimalOf, float32At } from '../../../src/runtime/numbers/decimal.ts';
import { pseudoRandom } from '../pseudo-random.ts';

const at = (text: string): number => decimalAt(Buffer.from(`x${text};`), 1, 1 + text.length);
const singleAt = (text: string): number => float32At(Buffer.from(`x${text};`), 1, 1 + text.length);

const decimals = [
  '0',
  '-0',
  '1',
  '+1.5',
  '.5',
  '5.',
  '-1.1352200000000001',
  '1e3',
  '1E-7',
  '0.000123',
  '9007199254740993',
  '123456789012345678901234567890',
];
const hard = [
  '1e22',
  '1e23',
  '8.5e-23',
  '4.9e-324',
  '1.7976931348623157e308',
  '0e999',
  '3.4028235e38',
  '1.17549435e-38',
  '1e-46',
  '000000000000000000001.5',
];

test('equals Number, and its 32-bit rounding, for written decimals', () => {
  for (const text of [...decimals, ...hard]) {
    assert.ok(Object.is(at(text), Number(text)), text);
    assert.ok(Object.is(singleAt(text), Math.fround(Number(text))), text);
  }
});

test('equals Number for 200 000 random decimals of 1 to 25 digits', () => {
  const random = pseudoRandom(1);
  const below = (limit: number): number => Math.floor(random() * limit);
  for (let round = 0; round < 200_000; round += 1) {
    let digits = Array.from({ length: 1 + below(25) }, () => String(below(10))).join('');
    const point = below(digits.length + 1);
    if (random() < 0.8) digits = `${digits.slice(0, point)}.${digits.slice(point)}`;
    const text = `${random() < 0.3 ? '-' : ''}${digits}${random() < 0.3 ? `e${below(80) - 40}` : ''}`;
    if (!Object.is(at(text), Number(text))) assert.is(at(text), Number(text), text);
    if (!Object.is(singleAt(text), Math.fround(Number(text)))) assert.is(singleAt(text), Math.fround(Number(text)), text);
  }
});

test('decimals on the border between two 32-bit floats are rounded as Number does', () => {
  const random = pseudoRandom(2);
  for (let round = 0; round < 20_000; round += 1) {
    const low = Math.fround(random() * 2 - 1);
    const bits = new Int32Array(new Float32Array([low]).buffer);
    const high = new Float32Array(new Int32Array([(bits[0] as number) + 1]).buffer)[0] as number;
    for (const text of [String((low + high) / 2), ((low + high) / 2).toPrecision(16), ((low + high) / 2).toPrecision(21)]) {
      if (!/^[-\d.]+$/.test(text)) continue;
      assert.ok(Object.is(singleAt(text), Math.fround(Number(text))), text);
    }
  }
});

test('what only JavaScript or nobody reads as a number is none', () => {
  for (const text of [
    '',
    '.',
    '-',
    '+',
    'e5',
    '1e',
    '1e+',
    '1.2.3',
    '0x10',
    '1_000',
    '1,5',
    'NaN',
    'Infinity',
    '- 1',
    '1 ',
    '1e5x',
    '--1',
    '1e5.5',
  ]) {
    assert.ok(Number.isNaN(at(text)), text);
    assert.ok(Number.isNaN(singleAt(text)), text);
  }
  assert.is(decimalOf(' 2.5\t'), 2.5);
  for (const text of ['', ' ', '0x10', 'Infinity', '1e']) assert.ok(Number.isNaN(decimalOf(text)), text);
});

test.run();
