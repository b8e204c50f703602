import { load, store, wholeBytes } from './lanes';

/** Limits every element to `low..high`, in place. What is not a number stays so. */
export function clampValues(at: usize, count: usize, low: f32, high: f32): void {
  const lows = f32x4.splat(low), highs = f32x4.splat(high), whole = wholeBytes(count), bytes = count << 2;
  let i: usize = 0;
  for (; i < whole; i += 16) store<v128>(at + i, f32x4.min(highs, f32x4.max(lows, load<v128>(at + i))));
  for (; i < bytes; i += 4) store<f32>(at + i, f32x4.min(highs, f32x4.max(lows, load<f32>(at + i))));
}
