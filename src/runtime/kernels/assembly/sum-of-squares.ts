import { load } from './lanes';

@inline
function low(x: v128): v128 {
  const wide = f64x2.promote_low_f32x4(x);
  return f64x2.mul(wide, wide);
}

@inline
function high(x: v128): v128 {
  return low(v128.shuffle<f32>(x, x, 2, 3, 0, 1));
}

/**
 * The sum of squares, in float64: it cannot overflow, so it is finite exactly when every element is.
 *
 * Eight running sums, one for each position modulo 8, hide the latency of the addition; they are joined in a fixed order.
 */
export function sumOfSquares(at: usize, count: usize): f64 {
  let a = f64x2.splat(0), b = f64x2.splat(0), c = f64x2.splat(0), d = f64x2.splat(0);
  const whole = (count & ~7) << 2, bytes = count << 2;
  let i: usize = 0;
  for (; i < whole; i += 32) {
    const first = v128.load(at + i), second = v128.load(at + i, 16);
    a = f64x2.add(a, low(first));
    b = f64x2.add(b, high(first));
    c = f64x2.add(c, low(second));
    d = f64x2.add(d, high(second));
  }
  for (; i < bytes; i += 4) a = f64x2.add(a, low(load<f32>(at + i)));
  const sum = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}
