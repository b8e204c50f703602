import type { Tensor } from '../graph/tensor.ts';

/** A tensor seen along one axis: `outer` stretches of `size` steps, each step `inner` elements that lie together. */
export interface Blocks {
  readonly outer: number;
  readonly size: number;
  readonly inner: number;
}

export function blocksOf(shape: readonly number[], axis: number): Blocks {
  const multiply = (total: number, dimension: number): number => total * dimension;
  return {
    outer: shape.slice(0, axis).reduce(multiply, 1),
    size: shape[axis] as number,
    inner: shape.slice(axis + 1).reduce(multiply, 1),
  };
}

/** Copies `count` steps of every stretch of `source`, from step `from`, to the steps of `target` from `to`. */
export function copySteps(source: Tensor, target: Tensor, axis: number, from: number, to: number, count: number): void {
  const [read, write] = [blocksOf(source.shape, axis), blocksOf(target.shape, axis)];
  for (let outer = 0; outer < read.outer; outer += 1) {
    const start = (outer * read.size + from) * read.inner;
    target.data.set(source.data.subarray(start, start + count * read.inner), (outer * write.size + to) * write.inner);
  }
}

/** The shape with another size along one axis. */
export const withAxis = <T>(shape: readonly T[], axis: number, size: T): T[] =>
  shape.map((dimension, place) => (place === axis ? size : dimension));
