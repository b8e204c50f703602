import { load, store, wholeBytes } from './lanes';

/** `x *= factor`, in place. */
export function scale(at: usize, count: usize, factor: f32): void {
  const factors = f32x4.splat(factor), whole = wholeBytes(count), bytes = count << 2;
  let i: usize = 0;
  for (; i < whole; i += 16) store<v128>(at + i, f32x4.mul(factors, load<v128>(at + i)));
  for (; i < bytes; i += 4) store<f32>(at + i, f32x4.mul(factors, load<f32>(at + i)));
}
