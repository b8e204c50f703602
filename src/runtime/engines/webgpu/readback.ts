/// <reference types="@webgpu/types" />
import type { Gpu } from './gpu.ts';

interface Copy {
  readonly memory: GPUBuffer;
  readonly at: number;
  readonly sizeBytes: number;
}

/** The share of the usual time for which nobody asks whether numbers have come. */
const pausedShare = 0.7;
const shortestPauseMs = 2;

/**
 * Brings numbers from the device to the host without holding the device up: they are copied into a buffer that the host can see, in the order
 * of the queue, and whoever wants them waits for that copy alone.
 */
export class Readback {
  readonly #gpu: Gpu;
  /** How long numbers have taken to arrive of late. */
  #typicalMs = 0;
  /** Buffers to copy into that nobody waits for, by size. */
  readonly #free = new Map<number, GPUBuffer[]>();

  constructor(gpu: Gpu) {
    this.#gpu = gpu;
  }

  /** Copies parts of buffers, one behind the other, as they will be when everything submitted so far is done. */
  read(copies: readonly Copy[]): Promise<ArrayBuffer> {
    const encoder = this.#gpu.device.createCommandEncoder();
    const arrival = this.encode(encoder, copies);
    this.#gpu.device.queue.submit([encoder.finish()]);
    return arrival();
  }

  /** The same as part of a step: call the result once the encoder's commands are submitted. */
  encode(encoder: GPUCommandEncoder, copies: readonly Copy[]): () => Promise<ArrayBuffer> {
    const sizeBytes = copies.reduce((sum, copy) => sum + copy.sizeBytes, 0);
    const target = this.#free.get(sizeBytes)?.pop() ?? this.#create(sizeBytes);
    let next = 0;
    for (const copy of copies) {
      encoder.copyBufferToBuffer(copy.memory, copy.at, target, next, copy.sizeBytes);
      next += copy.sizeBytes;
    }
    return () => this.#arrival(target);
  }

  destroy(): void {
    for (const buffer of [...this.#free.values()].flat()) buffer.destroy();
    this.#free.clear();
  }

  async #arrival(target: GPUBuffer): Promise<ArrayBuffer> {
    const startMs = performance.now();
    try {
      // Dawn asks the driver over and over while somebody waits for a buffer. Where that takes long, as on a software GPU, the processor has
      // better things to do.
      const pauseMs = this.#typicalMs * pausedShare;
      if (pauseMs >= shortestPauseMs) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      await target.mapAsync(GPUMapMode.READ);
      this.#typicalMs += (performance.now() - startMs - this.#typicalMs) / 8;
    } catch (error) {
      this.#gpu.check();
      throw error;
    }
    const copy = target.getMappedRange().slice(0);
    target.unmap();
    const free = this.#free.get(target.size) ?? [];
    this.#free.set(target.size, [...free, target]);
    this.#gpu.check();
    return copy;
  }

  #create(sizeBytes: number): GPUBuffer {
    const { MAP_READ, COPY_DST } = GPUBufferUsage;
    return this.#gpu.device.createBuffer({ label: 'readback', size: sizeBytes, usage: MAP_READ | COPY_DST });
  }
}
