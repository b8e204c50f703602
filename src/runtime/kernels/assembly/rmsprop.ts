import { idAt, load, penalised, store, wholeBytes } from './lanes';

@inline
function rmspropAt<W>(p: usize, g: usize, square: usize, mean: usize, velocity: usize, i: usize, l2: v128, alpha: v128, share: v128, rate: v128, momentum: v128, epsilon: v128): void {
  const parameter = load<W>(p + i);
  const gradient = penalised(load<W>(g + i), parameter, l2);
  let spread = f32x4.add(f32x4.mul(alpha, load<W>(square + i)), f32x4.mul(share, f32x4.mul(gradient, gradient)));
  store<W>(square + i, spread);
  if (mean) {
    const centre = f32x4.add(f32x4.mul(alpha, load<W>(mean + i)), f32x4.mul(share, gradient));
    store<W>(mean + i, centre);
    // Under a steady gradient the variance is a difference of equals, and rounding would take the root of a negative number.
    spread = f32x4.max(f32x4.sub(spread, f32x4.mul(centre, centre)), f32x4.splat(0));
  }
  let change = f32x4.div(gradient, f32x4.add(f32x4.sqrt(spread), epsilon));
  if (velocity) {
    change = f32x4.add(f32x4.mul(momentum, load<W>(velocity + i)), change);
    store<W>(velocity + i, change);
  }
  store<W>(p + i, f32x4.sub(parameter, f32x4.mul(rate, change)));
}

/**
 * `s = alpha s + share g²`, `p -= rate g / (sqrt(s) + epsilon)`, with `g` penalised by `l2 p` and `share = 1 - alpha`.
 *
 * With a `mean` (not offset 0) the root is taken of the centred `s - mean²`; with a `velocity` (not offset 0) the scaled gradient is
 * collected as `velocity = momentum velocity + g / (…)` and that is subtracted.
 */
export function rmsprop(p: usize, g: usize, square: usize, mean: usize, velocity: usize, count: usize, l2: f32, alpha: f32, share: f32, rate: f32, momentum: f32, epsilon: f32): void {
  const l2s = f32x4.splat(l2), alphas = f32x4.splat(alpha), shares = f32x4.splat(share);
  const rates = f32x4.splat(rate), momenta = f32x4.splat(momentum), epsilons = f32x4.splat(epsilon);
  const whole = wholeBytes(count), bytes = count << 2;
  let i: usize = 0;
  for (; i < whole; i += 16) rmspropAt<v128>(p, g, square, mean, velocity, i, l2s, alphas, shares, rates, momenta, epsilons);
  for (; i < bytes; i += 4) rmspropAt<f32>(p, g, square, mean, velocity, i, l2s, alphas, shares, rates, momenta, epsilons);
}

/** The same for the rows of a table that a batch touched: row `touched[k]` of `p` with row `k` of `sums`. Other rows keep their state. */
export function rmspropRows(p: usize, sums: usize, square: usize, mean: usize, velocity: usize, touched: usize, rowCount: usize, width: usize, l2: f32, alpha: f32, share: f32, rate: f32, momentum: f32, epsilon: f32): void {
  const rowBytes = width << 2;
  for (let k: usize = 0; k < rowCount; k++) {
    const row = <usize>idAt(touched, k) * rowBytes;
    rmsprop(p + row, sums + k * rowBytes, square + row, mean ? mean + row : 0, velocity ? velocity + row : 0, width, l2, alpha, share, rate, momentum, epsilon);
  }
}
