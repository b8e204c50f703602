import { load, wholeBytes } from './lanes';

const MAGNITUDE: i32 = 0x7fffffff;
const INFINITY_BITS: i32 = 0x7f800000;

/** 1 when no element is infinite or not a number, else 0. Without its sign bit a float orders like an integer, so the largest tells. */
export function allFinite(at: usize, count: usize): i32 {
  let largest = i32x4.splat(0);
  const magnitude = i32x4.splat(MAGNITUDE), whole = wholeBytes(count), bytes = count << 2;
  let i: usize = 0;
  for (; i < whole; i += 16) largest = i32x4.max_s(largest, v128.and(load<v128>(at + i), magnitude));
  for (; i < bytes; i += 4) largest = i32x4.max_s(largest, v128.and(load<f32>(at + i), magnitude));
  return v128.any_true(i32x4.ge_s(largest, i32x4.splat(INFINITY_BITS))) ? 0 : 1;
}
