import type { Dimension } from '../../graph/dimension.ts';

/**
 * What `Reshape` takes as its target, with as little as possible left to ask for: at most one unknown is -1 (ONNX infers it), and an axis
 * that has the same unknown in `source` is 0 (ONNX copies it). `null` where that does not do.
 */
export function reshapeTarget(target: readonly Dimension[], source: readonly Dimension[] | null): readonly number[] | null {
  // A size of 0 would be read as "copy", and -1 cannot be inferred from nothing.
  if (target.includes(0)) return null;
  const unknown = (dimension: Dimension): boolean => typeof dimension === 'string';
  if (target.filter(unknown).length <= 1) return target.map((dimension) => (typeof dimension === 'string' ? -1 : dimension));
  const copied = target.map((dimension, axis) => (unknown(dimension) && source?.[axis] === dimension ? 0 : dimension));
  if (copied.filter(unknown).length > 1) return null;
  return copied.map((dimension) => (typeof dimension === 'string' ? -1 : dimension));
}

/** Sizes that are only known in a call, and the model's input that brings them: an `i64` vector, or one of them as an `f32` scalar. */
export interface SizeInput {
  /** `size/B,64` or `count/B` */
  readonly name: string;
  readonly dtype: 'i64' | 'f32';
  readonly dimensions: readonly Dimension[];
}

export const sizeInput = (dimensions: readonly Dimension[]): SizeInput => ({
  name: `size/${dimensions.join(',')}`,
  dtype: 'i64',
  dimensions,
});

export const countInput = (dimension: Dimension): SizeInput => ({
  name: `count/${dimension}`,
  dtype: 'f32',
  dimensions: [dimension],
});
