import type { Amount } from './amount.ts';

/** `41,985`, and `V_words * 100 + 100,102` where a size is not known yet. */
export const printCount = (amount: Amount): string => print(amount, printNumber, printNumber);

/** Operations with a prefix: `84.9 k`, `10.3 M`, `T_tone * 272 + 31.4 k`. */
export const printFlops = (amount: Amount): string => print(amount, prefixed, prefixed);

/** `168 kB`, `V_words * 400 B + 403 kB`. */
export const printBytes = (amount: Amount): string => print(amount, bytes, bytes);

const bytes = (value: number): string => `${prefixed(value)}${value >= 999.5 ? '' : ' '}B`;

function print(
  { constant, terms }: Amount,
  printConstant: (value: number) => string,
  printFactor: (value: number) => string,
): string {
  const parts = terms.map(({ factor, symbols }) => `${symbols.join(' * ')} * ${printFactor(factor)}`);
  return constant !== 0 || parts.length === 0 ? [...parts, printConstant(constant)].join(' + ') : parts.join(' + ');
}

/** A whole number with commas between thousands. */
export const printNumber = (value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');

const prefixes = ['', 'k', 'M', 'G', 'T', 'P'];

/** Three significant digits and a prefix of a thousand's power; whole below 1000. */
function prefixed(value: number): string {
  let [scaled, power] = [value, 0];
  // 999.5 would be rounded up to 1000 and is 1 of the next prefix.
  while (scaled >= 999.5 && power < prefixes.length - 1) {
    scaled /= 1000;
    power += 1;
  }
  const digits = power === 0 || scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2;
  return `${scaled.toFixed(digits)} ${prefixes[power]}`.trimEnd();
}
