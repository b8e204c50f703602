// A kernel's arithmetic is written once, over `W`: `v128` works on four neighbouring floats, `f32` on one. The second form runs the
// same vector instructions with three idle lanes, so the last one to three elements are rounded exactly as if they had neighbours.

@inline
export function load<W>(at: usize): v128 {
  return isVector<W>() ? v128.load(at) : v128.load_zero<f32>(at);
}

@inline
export function store<W>(at: usize, value: v128): void {
  if (isVector<W>()) v128.store(at, value);
  else v128.store_lane<f32>(at, value, 0);
}

/** Bytes of `count` floats that four lanes cover; what follows is the tail. */
@inline
export function wholeBytes(count: usize): usize {
  return (count & ~3) << 2;
}

/** The gradient with its coupled penalty: `g + l2 p`. */
@inline
export function penalised(gradient: v128, parameter: v128, l2: v128): v128 {
  return f32x4.add(gradient, f32x4.mul(l2, parameter));
}

/** Id number `index` of a list of 32-bit ids. */
@inline
export function idAt(ids: usize, index: usize): u32 {
  return <u32>i32.load(ids + (index << 2));
}
