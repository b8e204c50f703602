import { idAt, load, penalised, store, wholeBytes } from './lanes';

@inline
function sgdAt<W>(p: usize, g: usize, velocity: usize, i: usize, l2: v128, gradientRate: v128, velocityRate: v128, momentum: v128): void {
  const parameter = load<W>(p + i);
  const gradient = penalised(load<W>(g + i), parameter, l2);
  let change = f32x4.mul(gradientRate, gradient);
  if (velocity) {
    const moved = f32x4.add(f32x4.mul(momentum, load<W>(velocity + i)), gradient);
    store<W>(velocity + i, moved);
    change = f32x4.add(change, f32x4.mul(velocityRate, moved));
  }
  store<W>(p + i, f32x4.sub(parameter, change));
}

/**
 * `v = momentum v + g`, then `p -= gradientRate g + velocityRate v`, with `g` penalised by `l2 p`.
 *
 * Plain descent has no `velocity` (offset 0), classical momentum a `gradientRate` of 0, and Nesterov's in torch's form has
 * `gradientRate = rate` and `velocityRate = rate * momentum`.
 */
export function sgd(p: usize, g: usize, velocity: usize, count: usize, l2: f32, gradientRate: f32, velocityRate: f32, momentum: f32): void {
  const l2s = f32x4.splat(l2), gradientRates = f32x4.splat(gradientRate), velocityRates = f32x4.splat(velocityRate), momenta = f32x4.splat(momentum);
  const whole = wholeBytes(count), bytes = count << 2;
  let i: usize = 0;
  for (; i < whole; i += 16) sgdAt<v128>(p, g, velocity, i, l2s, gradientRates, velocityRates, momenta);
  for (; i < bytes; i += 4) sgdAt<f32>(p, g, velocity, i, l2s, gradientRates, velocityRates, momenta);
}

/** The same for the rows of a table that a batch touched: row `touched[k]` of `p` with row `k` of `sums`. */
export function sgdRows(p: usize, sums: usize, velocity: usize, touched: usize, rowCount: usize, width: usize, l2: f32, gradientRate: f32, velocityRate: f32, momentum: f32): void {
  const rowBytes = width << 2;
  for (let k: usize = 0; k < rowCount; k++) {
    const row = <usize>idAt(touched, k) * rowBytes;
    sgd(p + row, sums + k * rowBytes, velocity ? velocity + row : 0, width, l2, gradientRate, velocityRate, momentum);
  }
}
