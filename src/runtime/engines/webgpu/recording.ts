/// <reference types="@webgpu/types" />
import type { Gpu } from './gpu.ts';
import { type MemoryPool, sizeClass } from './memory-pool.ts';
import type { Command, Range, TraceBuffer } from './trace.ts';

interface Ready {
  readonly pipeline: GPUComputePipeline;
  readonly group: GPUBindGroup;
  readonly workgroups: Command['workgroups'];
}

/** A recorded step whose buffers exist: to run it is to walk over its commands. */
export class Recording {
  readonly #commands: readonly Ready[];
  readonly #own: readonly GPUBuffer[];

  private constructor(commands: readonly Ready[], own: readonly GPUBuffer[]) {
    this.#commands = commands;
    this.#own = own;
  }

  /**
   * Gives every buffer of a trace its place: constants and uniforms in a buffer of the recording's own, intermediate results in the pool, each
   * from the command that writes it to the last that reads it.
   */
  static make(gpu: Gpu, pool: MemoryPool, commands: readonly Command[]): Recording {
    const { device } = gpu;
    const own = placeContents(gpu, commands);
    placeIntermediates(pool, commands);
    const ready = commands.map(({ label, pipeline, bindings, workgroups }): Ready => {
      const entries = bindings.map(({ buffer }, binding) => {
        const { buffer: memory, at } = buffer.place as Range;
        return { binding, resource: { buffer: memory, offset: at, size: buffer.sizeBytes } };
      });
      return { pipeline, group: device.createBindGroup({ label, layout: pipeline.getBindGroupLayout(0), entries }), workgroups };
    });
    return new Recording(ready, own);
  }

  get length(): number {
    return this.#commands.length;
  }

  /** Writes the commands into a pass. */
  encode(pass: GPUComputePassEncoder): void {
    let current: GPUComputePipeline | null = null;
    for (const { pipeline, group, workgroups } of this.#commands) {
      if (pipeline !== current) pass.setPipeline(pipeline);
      current = pipeline;
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(...workgroups);
    }
  }

  destroy(): void {
    for (const buffer of this.#own) buffer.destroy();
  }
}

/** Uploads constants and uniforms, each kind one behind the other in one buffer. */
function placeContents({ device }: Gpu, commands: readonly Command[]): GPUBuffer[] {
  const { minUniformBufferOffsetAlignment, minStorageBufferOffsetAlignment } = device.limits;
  const { UNIFORM, STORAGE, COPY_DST } = GPUBufferUsage;
  const kinds = [
    { isUniform: true, usage: UNIFORM, alignment: minUniformBufferOffsetAlignment },
    { isUniform: false, usage: STORAGE, alignment: minStorageBufferOffsetAlignment },
  ];
  return kinds.flatMap(({ isUniform, usage, alignment }) => {
    const bound = commands.flatMap(({ bindings }) => bindings.filter(({ access }) => (access === 'uniform') === isUniform));
    const filled = [...new Set(bound.map(({ buffer }) => buffer))].filter(({ contents }) => contents !== null);
    if (filled.length === 0) return [];
    const starts: number[] = [];
    const total = filled.reduce((at, { sizeBytes }) => {
      starts.push(at);
      return Math.ceil((at + sizeBytes) / alignment) * alignment;
    }, 0);
    const memory = device.createBuffer({ size: total, usage: usage | COPY_DST, mappedAtCreation: true });
    const bytes = new Uint8Array(memory.getMappedRange());
    for (const [index, buffer] of filled.entries()) {
      const at = starts[index] as number;
      bytes.set(new Uint8Array(buffer.contents as ArrayBuffer), at);
      buffer.place = { buffer: memory, at };
    }
    memory.unmap();
    return [memory];
  });
}

/** Lets intermediate results share the buffers of the pool where they are not needed at the same time. */
function placeIntermediates(pool: MemoryPool, commands: readonly Command[]): void {
  const last = new Map<TraceBuffer, number>();
  for (const [index, { bindings }] of commands.entries()) for (const { buffer } of bindings) last.set(buffer, index);
  const free = new Map<number, number[]>();
  const used = new Map<number, number>();
  const taken = new Map<TraceBuffer, number>();
  for (const [index, { bindings }] of commands.entries()) {
    for (const { buffer } of bindings) {
      if (buffer.place !== null) continue;
      const size = sizeClass(buffer.sizeBytes);
      const count = used.get(size) ?? 0;
      const slot = free.get(size)?.pop() ?? count;
      if (slot === count) used.set(size, count + 1);
      taken.set(buffer, slot);
      buffer.place = { buffer: pool.buffer(size, slot, buffer.madeFor), at: 0 };
    }
    for (const { buffer } of bindings) {
      const slot = taken.get(buffer);
      if (slot === undefined || last.get(buffer) !== index) continue;
      const size = sizeClass(buffer.sizeBytes);
      free.set(size, [...(free.get(size) ?? []), slot]);
      taken.delete(buffer);
    }
  }
}
