import { idAt, load, penalised, store, wholeBytes } from './lanes';

@inline
function adagradAt<W>(p: usize, g: usize, total: usize, i: usize, l2: v128, rate: v128, epsilon: v128): void {
  const parameter = load<W>(p + i);
  const gradient = penalised(load<W>(g + i), parameter, l2);
  const sum = f32x4.add(load<W>(total + i), f32x4.mul(gradient, gradient));
  store<W>(total + i, sum);
  store<W>(p + i, f32x4.sub(parameter, f32x4.div(f32x4.mul(rate, gradient), f32x4.add(f32x4.sqrt(sum), epsilon))));
}

/** `s += g²`, `p -= rate g / (sqrt(s) + epsilon)`, with `g` penalised by `l2 p`. */
export function adagrad(p: usize, g: usize, total: usize, count: usize, l2: f32, rate: f32, epsilon: f32): void {
  const l2s = f32x4.splat(l2), rates = f32x4.splat(rate), epsilons = f32x4.splat(epsilon);
  const whole = wholeBytes(count), bytes = count << 2;
  let i: usize = 0;
  for (; i < whole; i += 16) adagradAt<v128>(p, g, total, i, l2s, rates, epsilons);
  for (; i < bytes; i += 4) adagradAt<f32>(p, g, total, i, l2s, rates, epsilons);
}

/** The same for the rows of a table that a batch touched: row `touched[k]` of `p` with row `k` of `sums`. */
export function adagradRows(p: usize, sums: usize, total: usize, touched: usize, rowCount: usize, width: usize, l2: f32, rate: f32, epsilon: f32): void {
  const rowBytes = width << 2;
  for (let k: usize = 0; k < rowCount; k++) {
    const row = <usize>idAt(touched, k) * rowBytes;
    adagrad(p + row, sums + k * rowBytes, total + row, width, l2, rate, epsilon);
  }
}
