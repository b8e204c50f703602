import { idAt, load, penalised, store, wholeBytes } from './lanes';

@inline
function adamAt<W>(p: usize, g: usize, mean: usize, square: usize, i: usize, l2: v128, keep: v128, beta1: v128, share1: v128, beta2: v128, share2: v128, rate: v128, epsilon: v128): void {
  const parameter = load<W>(p + i);
  const gradient = penalised(load<W>(g + i), parameter, l2);
  const m = f32x4.add(f32x4.mul(beta1, load<W>(mean + i)), f32x4.mul(share1, gradient));
  const v = f32x4.add(f32x4.mul(beta2, load<W>(square + i)), f32x4.mul(share2, f32x4.mul(gradient, gradient)));
  store<W>(mean + i, m);
  store<W>(square + i, v);
  const change = f32x4.div(f32x4.mul(rate, m), f32x4.add(f32x4.sqrt(v), epsilon));
  store<W>(p + i, f32x4.sub(f32x4.mul(keep, parameter), change));
}

/**
 * `m = beta1 m + share1 g`, `v = beta2 v + share2 g²`, `p = keep p - rate m / (sqrt(v) + epsilon)`, with `g` penalised by `l2 p`.
 *
 * The caller folds the bias corrections into `rate` and `epsilon`. The shares `1 - beta` are arguments because `1 - 0.999` taken in
 * float32 is off in the fifth digit. `keep` is 1 for Adam and `1 - rate * decay` for AdamW.
 */
export function adam(p: usize, g: usize, mean: usize, square: usize, count: usize, l2: f32, keep: f32, beta1: f32, share1: f32, beta2: f32, share2: f32, rate: f32, epsilon: f32): void {
  const l2s = f32x4.splat(l2), keeps = f32x4.splat(keep), rates = f32x4.splat(rate), epsilons = f32x4.splat(epsilon);
  const beta1s = f32x4.splat(beta1), share1s = f32x4.splat(share1), beta2s = f32x4.splat(beta2), share2s = f32x4.splat(share2);
  const whole = wholeBytes(count), bytes = count << 2;
  let i: usize = 0;
  for (; i < whole; i += 16) adamAt<v128>(p, g, mean, square, i, l2s, keeps, beta1s, share1s, beta2s, share2s, rates, epsilons);
  for (; i < bytes; i += 4) adamAt<f32>(p, g, mean, square, i, l2s, keeps, beta1s, share1s, beta2s, share2s, rates, epsilons);
}

/** The same for the rows of a table that a batch touched: row `touched[k]` of `p` with row `k` of `sums`. Other rows keep their moments. */
export function adamRows(p: usize, sums: usize, mean: usize, square: usize, touched: usize, rowCount: usize, width: usize, l2: f32, keep: f32, beta1: f32, share1: f32, beta2: f32, share2: f32, rate: f32, epsilon: f32): void {
  const rowBytes = width << 2;
  for (let k: usize = 0; k < rowCount; k++) {
    const row = <usize>idAt(touched, k) * rowBytes;
    adam(p + row, sums + k * rowBytes, mean + row, square + row, width, l2, keep, beta1, share1, beta2, share2, rate, epsilon);
  }
}
