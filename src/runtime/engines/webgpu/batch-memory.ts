/// <reference types="@webgpu/types" />
import { type Bindings, resolveShape } from '../../../compiler/graph/dimension.ts';
import { sizeOf } from '../../../compiler/graph/tensor.ts';
import type { Field, Program } from '../../../compiler/program.ts';
import type { Batch } from '../engine.ts';
import type { Gpu } from './gpu.ts';
import { aligned } from './layout.ts';
import { createStorage } from './memory-pool.ts';
import type { Range } from './trace.ts';

/** A field of the batch with the sizes of a recording, and where it lies. */
export interface PlacedField {
  readonly field: Field;
  readonly shape: readonly number[];
  readonly count: number;
  readonly at: number;
}

/**
 * What comes with each call: the fields of the batch and the numbers of the step. They are collected in one array of the host and go to one
 * buffer of the device with one upload, however many they are.
 */
export class BatchMemory {
  readonly memory: GPUBuffer;
  readonly #host: ArrayBuffer;
  readonly #gpu: Gpu;

  constructor(gpu: Gpu, sizeBytes: number) {
    this.#gpu = gpu;
    this.#host = new ArrayBuffer(sizeBytes);
    this.memory = createStorage(gpu, sizeBytes, 'the batch');
  }

  range(at: number): Range {
    return { buffer: this.memory, at };
  }

  floats(at: number, count: number): Float32Array {
    return new Float32Array(this.#host, at, count);
  }

  words(at: number, count: number): Uint32Array {
    return new Uint32Array(this.#host, at, count);
  }

  /** Copies the fields to their places. Throws before anything is computed where one is missing or of another size. */
  fill(fields: readonly PlacedField[], batch: Batch): void {
    for (const { field, shape, count, at } of fields) {
      const values = batch.fields.get(field.name);
      if (values === undefined) throw new Error(`the batch has no field ${field.name} (a bug of emoc)`);
      if (values.length !== count)
        throw new Error(
          `the field ${field.name} has ${values.length} values for the shape [${shape.join(', ')}] (a bug of emoc)`,
        );
      // On the device everything that is no float is an integer of four bytes.
      if (field.dtype === 'f32') this.floats(at, count).set(values);
      else this.words(at, count).set(values);
    }
  }

  /** Sends the first bytes to the device, in the order of its queue. */
  upload(sizeBytes: number): void {
    this.#gpu.device.queue.writeBuffer(this.memory, 0, this.#host, 0, sizeBytes);
  }
}

/** Places for the fields that a graph reads of a batch, from `start` on, and where they end. */
export function placeFields(
  program: Program,
  read: ReadonlySet<string>,
  bindings: Bindings,
  start: number,
): { readonly fields: readonly PlacedField[]; readonly end: number } {
  let next = start;
  const fields = program.fields
    .filter(({ name, isPerRun }) => !isPerRun && read.has(name))
    .map((field): PlacedField => {
      const shape = resolveShape(field.shape, bindings);
      const placed = { field, shape, count: sizeOf(shape), at: next };
      next = aligned(next + 4 * placed.count);
      return placed;
    });
  return { fields, end: next };
}
