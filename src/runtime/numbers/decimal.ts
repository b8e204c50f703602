/**
 * Decimal numbers read from bytes, without a string a number.
 *
 * Feature tables and word vectors are millions of short decimals; making a string of each takes longer than everything else.
 * Where the digits fit 53 bits and the power of ten is exactly representable, one multiplication or division of two exact doubles is correctly
 * rounded (Clinger 1990, "How to read floating point numbers accurately", the fast path); everything else goes to `Number`.
 */

/** Powers of ten that are exact doubles: 10^0 to 10^22. */
const exactPowers = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/** Digits that always fit 53 bits. */
const exactDigits = 15;

/** The double nearest to the decimal in `bytes[start, end)`, or NaN if there is no decimal. Equals `Number` of the same text. */
export const decimalAt = (bytes: Buffer, start: number, end: number): number => read(bytes, start, end, false);

/**
 * As `decimalAt`, then rounded to 32 bits: `Math.fround(Number(text))`, infinite beyond 3.4e38.
 *
 * Long decimals such as `-1.1352200000000001` are cut after 15 digits. The double below and the double above the cut enclose the one that is
 * wanted, and rounding is monotonic: where both round to the same 32-bit float, so does it. Where they do not, `Number` decides.
 */
export const float32At = (bytes: Buffer, start: number, end: number): number => read(bytes, start, end, true);

/** An optional sign, digits with at most one point, an optional exponent: nothing that only JavaScript reads as a number. */
const decimalPattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

function read(bytes: Buffer, start: number, end: number, isSingle: boolean): number {
  let at = start;
  let byte = bytes[at];
  const isNegative = byte === 45;
  if (isNegative || byte === 43) at += 1;

  let mantissa = 0;
  let kept = 0; // significant digits inside the mantissa
  let hasDigit = false;
  let isCut = false;
  let isPastPoint = false;
  let exponent = 0;
  for (; at < end; at += 1) {
    byte = bytes[at] as number;
    if (byte >= 48 && byte <= 57) {
      hasDigit = true;
      if (kept < exactDigits) {
        mantissa = mantissa * 10 + (byte - 48);
        if (mantissa !== 0) kept += 1;
        if (isPastPoint) exponent -= 1;
      } else {
        isCut = true;
        if (!isPastPoint) exponent += 1;
      }
    } else if (byte === 46 && !isPastPoint) {
      isPastPoint = true;
    } else {
      break;
    }
  }
  if (!hasDigit) return Number.NaN;
  if (at < end) {
    const written = exponentAt(bytes, at, end);
    if (Number.isNaN(written)) return Number.NaN;
    exponent += written;
  }

  if (exponent < -22 || exponent > 22 || (isCut && !isSingle)) return slowly(bytes, start, end, isSingle);
  const power = exactPowers[exponent < 0 ? -exponent : exponent] as number;
  const low = exponent < 0 ? mantissa / power : mantissa * power;
  if (!isSingle) return isNegative ? -low : low;
  if (isCut && Math.fround(low) !== Math.fround(exponent < 0 ? (mantissa + 1) / power : (mantissa + 1) * power)) {
    return slowly(bytes, start, end, isSingle);
  }
  return Math.fround(isNegative ? -low : low);
}

/** The number after `e` at `at`, which must reach up to `end`; NaN if it does not, so that what is there is no decimal. */
function exponentAt(bytes: Buffer, at: number, end: number): number {
  const mark = bytes[at];
  if (mark !== 101 && mark !== 69) return Number.NaN;
  const sign = bytes[at + 1];
  let digit = sign === 45 || sign === 43 ? at + 2 : at + 1;
  if (digit >= end) return Number.NaN;
  let value = 0;
  for (; digit < end; digit += 1) {
    const byte = bytes[digit] as number;
    if (byte < 48 || byte > 57) return Number.NaN;
    value = value * 10 + (byte - 48);
  }
  return sign === 45 ? -value : value;
}

function slowly(bytes: Buffer, start: number, end: number, isSingle: boolean): number {
  const text = bytes.toString('latin1', start, end);
  if (!decimalPattern.test(text)) return Number.NaN;
  return isSingle ? Math.fround(Number(text)) : Number(text);
}

/** The double of a text, by the same rules as `decimalAt`: NaN for hexadecimal, for `Infinity`, for nothing. Blanks round it are fine. */
export function decimalOf(text: string): number {
  const trimmed = text.trim();
  return decimalPattern.test(trimmed) ? Number(trimmed) : Number.NaN;
}
