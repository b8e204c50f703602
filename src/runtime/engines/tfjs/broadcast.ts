import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Runtime } from './backend.ts';

/** A tensor with its elements repeated to a shape; itself where it has that shape. What is new must be given back. */
export function broadcast(
  runtime: Runtime,
  tensor: TensorInfo,
  shape: readonly number[],
): { readonly tensor: TensorInfo; readonly isNew: boolean } {
  const padded = [...new Array<number>(shape.length - tensor.shape.length).fill(1), ...tensor.shape];
  if (padded.length === tensor.shape.length && padded.every((size, axis) => size === shape[axis]))
    return { tensor, isNew: false };
  const aligned = runtime.run('Reshape', { x: tensor }, { shape: padded });
  const reps = shape.map((size, axis) => (padded[axis] === size ? 1 : size));
  if (reps.every((count) => count === 1)) return { tensor: aligned, isNew: true };
  const repeated = runtime.run('Tile', { x: aligned }, { reps });
  runtime.dispose(aligned);
  return { tensor: repeated, isNew: true };
}
