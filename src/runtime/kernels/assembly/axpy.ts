import { load, store, wholeBytes } from './lanes';

/** `y += factor x`. */
export function axpy(y: usize, x: usize, count: usize, factor: f32): void {
  const factors = f32x4.splat(factor), whole = wholeBytes(count), bytes = count << 2;
  let i: usize = 0;
  for (; i < whole; i += 16) store<v128>(y + i, f32x4.add(load<v128>(y + i), f32x4.mul(factors, load<v128>(x + i))));
  for (; i < bytes; i += 4) store<f32>(y + i, f32x4.add(load<f32>(y + i), f32x4.mul(factors, load<f32>(x + i))));
}
