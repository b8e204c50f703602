import type { Kernels, Offset } from './load-kernels.ts';

/** Some gradients in the memory of the kernels. Summed rows of a table are such a range too: `count` is rows times width. */
export interface GradientRange {
  readonly at: Offset;
  readonly count: number;
}

/** Kept from dividing by zero; torch's value. */
const margin = 1e-6;

/**
 * The factor that brings a global norm down to `maxNorm`: `min(1, maxNorm / (norm + 1e-6))`, as torch's `clip_grad_norm_`. A norm that is
 * not finite gives 1: scaling cannot repair such gradients, and the caller must not use them.
 */
export function clippingFactor(norm: number, maxNorm: number): number {
  return Number.isFinite(norm) ? Math.min(1, maxNorm / (norm + margin)) : 1;
}

/** The Euclidean norm of all ranges together, summed in their order; finite exactly when every element is. */
export function globalNorm(kernels: Kernels, ranges: readonly GradientRange[]): number {
  return Math.sqrt(ranges.reduce((sum, { at, count }) => sum + kernels.sumOfSquares(at, count), 0));
}

/** Scales all ranges together so that their common norm is at most `maxNorm` (> 0). Gives the norm before; not finite means: untouched. */
export function clipByGlobalNorm(kernels: Kernels, ranges: readonly GradientRange[], maxNorm: number): number {
  const norm = globalNorm(kernels, ranges);
  const factor = clippingFactor(norm, maxNorm);
  if (factor < 1) for (const { at, count } of ranges) kernels.scale(at, count, factor);
  return norm;
}

/** Limits every element to `-limit..limit` (limit > 0). What is not a number stays so. */
export function clipByValue(kernels: Kernels, ranges: readonly GradientRange[], limit: number): void {
  for (const { at, count } of ranges) kernels.clampValues(at, count, -limit, limit);
}

/** The definition of `clipByGlobalNorm` in float64. */
export function clipByGlobalNormReference(gradients: readonly Float64Array[], maxNorm: number): number {
  const norm = Math.sqrt(gradients.reduce((sum, values) => values.reduce((total, x) => total + x * x, sum), 0));
  const factor = clippingFactor(norm, maxNorm);
  for (const values of gradients) for (let i = 0; i < values.length; i += 1) values[i] = (values[i] as number) * factor;
  return norm;
}

/** The definition of `clipByValue` in float64. */
export function clipByValueReference(gradients: readonly Float64Array[], limit: number): void {
  for (const values of gradients) {
    for (let i = 0; i < values.length; i += 1) values[i] = Math.min(limit, Math.max(-limit, values[i] as number));
  }
}
