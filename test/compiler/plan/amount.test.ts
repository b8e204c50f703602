import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { amountBy, amountOf, evaluateAmount, known, times, total } from '../../../src/compiler/plan/amount.ts';
import { printBytes, printCount, printFlops } from '../../../src/compiler/plan/print-amount.ts';
import { printTable, unbroken } from '../../../src/compiler/plan/print-table.ts';

const test = suite('amounts');

test('a quadratic function of two sizes is found from its values', () => {
  const f = ({ T_a: a = 0, T_b: b = 0 }: Readonly<Record<string, number>>): number => 7 + 3 * a + 2 * a * a * b + 5 * b * b;
  const amount = amountBy(['T_a', 'T_b'], f);
  assert.equal(amount, {
    constant: 7,
    terms: [
      { factor: 3, symbols: ['T_a'] },
      { factor: 2, symbols: ['T_a', 'T_a', 'T_b'] },
      { factor: 5, symbols: ['T_b', 'T_b'] },
    ],
  });
  assert.is(evaluateAmount(amount, { T_a: 11, T_b: 13 }), f({ T_a: 11, T_b: 13 }));
});

test('terms of the same sizes are added up, and go where they cancel', () => {
  const words = amountOf('100*V_words', {});
  assert.equal(total([words, words, known(5)]), { constant: 5, terms: [{ factor: 200, symbols: ['V_words'] }] });
  assert.equal(total([words, times(words, -1)]), known(0));
  assert.equal(amountOf('4*B*T_a', { B: 8 }), { constant: 0, terms: [{ factor: 32, symbols: ['T_a'] }] });
});

test('numbers are printed with three digits and a prefix, counts in full', () => {
  assert.is(printCount(known(1_234_567)), '1,234,567');
  assert.equal(
    [0, 999, 999.6, 1000, 9_994, 12_345, 99_949, 123_456, 999_499, 999_500].map((value) => printFlops(known(value))),
    ['0', '999', '1.00 k', '1.00 k', '9.99 k', '12.3 k', '99.9 k', '123 k', '999 k', '1.00 M'],
  );
  assert.equal(
    [12, 12_000].map((value) => printBytes(known(value))),
    ['12 B', '12.0 kB'],
  );
  assert.is(printCount({ constant: 102_000, terms: [{ factor: 1000, symbols: ['V_words'] }] }), 'V_words * 1,000 + 102,000');
});

test('cells are aligned, broken at blanks, and nothing stands at the end of a line', () => {
  const rows = [['a', 'one two three', '1'], ['bcd', unbroken('one two'), '22'], ['e']];
  const lines = printTable(rows, [{ align: 'left' }, { align: 'left', most: 8 }, { align: 'right' }]);
  assert.equal(lines, ['a    one two   1', '     three', 'bcd  one two  22', 'e']);
});

test.run();
