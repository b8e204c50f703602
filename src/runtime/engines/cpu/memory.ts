import type { Offset } from '../../kernels/load-kernels.ts';

/** Bytes of an element; everything in the memory is `f32` or `i32`. */
const elementBytes = 4;
const pageBytes = 65_536;

/** Vectors of 16 floats start where a cache line does. */
const alignmentBytes = 64;

/** A place for `count` numbers in the memory of a session. */
export interface Range {
  readonly at: Offset;
  /** How many numbers fit. */
  readonly count: number;
}

/** Every place in the memory holds a multiple of so many numbers. */
export const alignedCount = alignmentBytes / elementBytes;

export const paddedCount = (count: number): number => Math.ceil(count / alignedCount) * alignedCount;

/** Hands out places one behind the other, before the memory exists. Offset 0 is never given: to the kernels it means "absent". */
export class MemoryPlanner {
  #next = alignmentBytes;

  take(count: number): Range {
    const at = this.#next;
    this.#next += paddedCount(count) * elementBytes;
    return { at, count };
  }

  get sizeBytes(): number {
    return this.#next;
  }
}

/** Places of `counts` numbers inside a range that was taken for all of them: the same order and gaps wherever it is repeated. */
export function subdivide(start: Offset, counts: readonly number[]): Range[] {
  let at = start;
  return counts.map((count) => {
    const range = { at, count };
    at += paddedCount(count) * elementBytes;
    return range;
  });
}

/**
 * The memory for a whole run. It never grows: growing would detach every tensor that lies over it. Not shared: ONNX Runtime's binding
 * refuses tensors over shared memory on Node 20. Pages that nobody writes cost nothing.
 */
export function takeMemory(sizeBytes: number): WebAssembly.Memory {
  const pages = Math.ceil(sizeBytes / pageBytes);
  return new WebAssembly.Memory({ initial: pages, maximum: pages });
}
