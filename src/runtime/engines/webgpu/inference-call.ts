/// <reference types="@webgpu/types" />
import type { Bindings } from '../../../compiler/graph/dimension.ts';
import type { Batch } from '../engine.ts';
import type { PlacedField } from './batch-memory.ts';
import { aligned } from './layout.ts';
import { createStorage } from './memory-pool.ts';
import { type Recorder, traceGraph } from './recorder.ts';
import { Recording } from './recording.ts';
import { fieldsStart } from './training-step.ts';

/** The forward pass recorded for batches of one size. */
export class InferenceCall {
  readonly recording: Recording;
  /** What to bring back to the host. */
  readonly copies: readonly { readonly memory: GPUBuffer; readonly at: number; readonly sizeBytes: number }[];
  readonly #recorder: Recorder;
  readonly #fields: readonly PlacedField[];
  readonly #uploadBytes: number;
  readonly #outputs: readonly { readonly name: string; readonly at: number; readonly count: number }[];
  readonly #answers: GPUBuffer;

  constructor(recorder: Recorder, bindings: Bindings) {
    const { program, gpu, pool } = recorder;
    const { trace, output, fields, end } = traceGraph(recorder, program.inference, 'inference', bindings, fieldsStart(recorder));
    let next = 0;
    this.#outputs = [...program.inference.outputs.keys()].map((name) => {
      const placed = { name, at: next, count: output(name).sizeBytes / 4 };
      next = aligned(next + 4 * placed.count);
      return placed;
    });
    this.#answers = createStorage(gpu, next, 'the outputs');
    for (const { name, at } of this.#outputs) trace.settle(output(name), { buffer: this.#answers, at });
    this.recording = Recording.make(gpu, pool, trace.commands);
    this.copies = [{ memory: this.#answers, at: 0, sizeBytes: next }];
    this.#recorder = recorder;
    this.#fields = fields;
    this.#uploadBytes = end;
  }

  /** Sends a batch to the device. Throws before that where it does not fit. */
  upload(batch: Batch): void {
    const { batch: memory } = this.#recorder;
    memory.fill(this.#fields, batch);
    memory.upload(this.#uploadBytes);
  }

  /** The outputs by name, each in an array of its own. */
  outputsFrom(copy: ArrayBuffer): ReadonlyMap<string, Float32Array> {
    return new Map(this.#outputs.map(({ name, at, count }) => [name, new Float32Array(copy.slice(at, at + 4 * count))]));
  }

  destroy(): void {
    this.recording.destroy();
    this.#answers.destroy();
  }
}
