const PARITY: u32 = 0x1bd11bda;

@inline
function turn(x: v128, bits: i32): v128 {
  return v128.or(i32x4.shl(x, bits), i32x4.shr_u(x, 32 - bits));
}

/**
 * A scaled keep-mask: `mask[i] = word(i) <= lastKept ? value : 0`.
 *
 * `word(i)` is the first word of Threefry-2x32-20 (Salmon et al. 2011) under key `(seed, site)` at counter `(step, i)`: a mask depends on
 * these four numbers alone, so it is the same on every engine and after a resume. Four counters are worked on at a time.
 */
export function keepMask(mask: usize, count: usize, seed: u32, site: u32, step: u32, lastKept: u32, value: f32): void {
  const key0 = i32x4.splat(seed), key1 = i32x4.splat(site), key2 = i32x4.splat(PARITY ^ seed ^ site);
  const start = i32x4.add(i32x4.splat(step), key0), four = i32x4.splat(4);
  const values = f32x4.splat(value), lasts = i32x4.splat(lastKept);
  let counter = i32x4.add(i32x4(0, 1, 2, 3), key1);
  for (let i: usize = 0; i < count; i += 4) {
    let x = start, y = counter;
    counter = i32x4.add(counter, four);

    x = i32x4.add(x, y); y = v128.xor(turn(y, 13), x);
    x = i32x4.add(x, y); y = v128.xor(turn(y, 15), x);
    x = i32x4.add(x, y); y = v128.xor(turn(y, 26), x);
    x = i32x4.add(x, y); y = v128.xor(turn(y, 6), x);
    x = i32x4.add(x, key1); y = i32x4.add(y, i32x4.add(key2, i32x4.splat(1)));

    x = i32x4.add(x, y); y = v128.xor(turn(y, 17), x);
    x = i32x4.add(x, y); y = v128.xor(turn(y, 29), x);
    x = i32x4.add(x, y); y = v128.xor(turn(y, 16), x);
    x = i32x4.add(x, y); y = v128.xor(turn(y, 24), x);
    x = i32x4.add(x, key2); y = i32x4.add(y, i32x4.add(key0, i32x4.splat(2)));

    x = i32x4.add(x, y); y = v128.xor(turn(y, 13), x);
    x = i32x4.add(x, y); y = v128.xor(turn(y, 15), x);
    x = i32x4.add(x, y); y = v128.xor(turn(y, 26), x);
    x = i32x4.add(x, y); y = v128.xor(turn(y, 6), x);
    x = i32x4.add(x, key0); y = i32x4.add(y, i32x4.add(key1, i32x4.splat(3)));

    x = i32x4.add(x, y); y = v128.xor(turn(y, 17), x);
    x = i32x4.add(x, y); y = v128.xor(turn(y, 29), x);
    x = i32x4.add(x, y); y = v128.xor(turn(y, 16), x);
    x = i32x4.add(x, y); y = v128.xor(turn(y, 24), x);
    x = i32x4.add(x, key1); y = i32x4.add(y, i32x4.add(key2, i32x4.splat(4)));

    x = i32x4.add(x, y); y = v128.xor(turn(y, 13), x);
    x = i32x4.add(x, y); y = v128.xor(turn(y, 15), x);
    x = i32x4.add(x, y); y = v128.xor(turn(y, 26), x);
    x = i32x4.add(x, y); y = v128.xor(turn(y, 6), x);
    x = i32x4.add(x, key2);

    const kept = v128.and(i32x4.le_u(x, lasts), values), at = mask + (i << 2), left = count - i;
    if (left >= 4) v128.store(at, kept);
    else {
      v128.store_lane<f32>(at, kept, 0);
      if (left > 1) v128.store_lane<f32>(at, kept, 1, 4);
      if (left > 2) v128.store_lane<f32>(at, kept, 2, 8);
    }
  }
}
