/// <reference types="@webgpu/types" />
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import type { Gpu } from './gpu.ts';

const smallest = 256;

/** Sizes are rounded up to one of four between two powers of two: batches of neighbouring sizes then share buffers. */
export function sizeClass(sizeBytes: number): number {
  if (sizeBytes <= smallest) return smallest;
  const quarter = 2 ** (Math.floor(Math.log2(sizeBytes - 1)) - 2);
  return Math.ceil(sizeBytes / quarter) * quarter;
}

/**
 * Buffers for intermediate results, shared by everything that a session runs: nothing in them outlives a step. It grows to what the largest
 * step needs and stays there.
 */
export class MemoryPool {
  readonly #gpu: Gpu;
  readonly #buffers = new Map<number, GPUBuffer[]>();
  #sizeBytes = 0;

  constructor(gpu: Gpu) {
    this.#gpu = gpu;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** The `index`-th buffer of a size class. */
  buffer(size: number, index: number, madeFor: string): GPUBuffer {
    const known = this.#buffers.get(size) ?? [];
    this.#buffers.set(size, known);
    const found = known[index];
    if (found !== undefined) return found;
    const buffer = createStorage(this.#gpu, size, madeFor);
    known.push(buffer);
    this.#sizeBytes += size;
    return buffer;
  }

  destroy(): void {
    for (const buffer of [...this.#buffers.values()].flat()) buffer.destroy();
    this.#buffers.clear();
    this.#sizeBytes = 0;
  }
}

/** A buffer that shaders read and write and copies reach. Throws a `Failure` where the adapter allows none of that size (E0832). */
export function createStorage({ device, adapterName }: Gpu, sizeBytes: number, madeFor: string): GPUBuffer {
  const { maxBufferSize, maxStorageBufferBindingSize } = device.limits;
  const largest = Math.min(maxBufferSize, maxStorageBufferBindingSize);
  if (sizeBytes > largest) {
    const amounts = { neededMb: megabytes(sizeBytes), allowedMb: megabytes(largest) };
    throw new Failure(report.gpuBufferTooLarge(null, { adapter: adapterName, what: madeFor, ...amounts }));
  }
  const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
  return device.createBuffer({ label: madeFor, size: sizeBytes, usage: STORAGE | COPY_SRC | COPY_DST });
}

const megabytes = (sizeBytes: number): string => (sizeBytes / 2 ** 20).toFixed(0);
