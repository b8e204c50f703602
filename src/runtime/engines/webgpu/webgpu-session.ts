/// <reference types="@webgpu/types" />
import { resolveShape } from '../../../compiler/graph/dimension.ts';
import { sizeOf } from '../../../compiler/graph/tensor.ts';
import type { Program } from '../../../compiler/program.ts';
import { verdicts } from '../../kernels/wgsl/control.ts';
import type { Batch, LoadOptions, Session, StepResult, TrainingState } from '../engine.ts';
import { optimizerOf } from '../optimizer-of.ts';
import { BatchMemory } from './batch-memory.ts';
import type { Gpu } from './gpu.ts';
import { InferenceCall } from './inference-call.ts';
import { alignment, planLayout } from './layout.ts';
import { createStorage, MemoryPool } from './memory-pool.ts';
import { Readback } from './readback.ts';
import { type Recorder, symbolsIn } from './recorder.ts';
import { Recordings } from './recordings.ts';
import { createState, readState, writeState } from './stored-state.ts';
import type { Range } from './trace.ts';
import { batchBytes, lossNames, type TrainingParts, TrainingStep, trainingParts } from './training-step.ts';

/** Steps that may be under way at once: enough that the device never waits for the host to hear of a loss. */
const stepsInFlight = 4;

/** Loads a program: parameters and optimiser state on the device, where they stay until somebody asks for them. */
export async function loadSession(gpu: Gpu, program: Program, state: TrainingState, options: LoadOptions): Promise<Session> {
  const { limits, isTraining } = options;
  const optimizer = isTraining ? optimizerOf(program.optimizer) : null;
  const layout = planLayout(program, limits, optimizer);
  const buffers = createState(gpu, layout);
  writeState(gpu, layout, buffers, state);
  const unplaced = {
    gpu,
    program,
    limits,
    layout,
    state: buffers,
    pool: new MemoryPool(gpu),
    constants: constantFields(gpu, program, options),
  };
  const recorder: Recorder = { ...unplaced, batch: new BatchMemory(gpu, batchBytes(unplaced)) };
  const make = (sizeBytes: number, what: string): GPUBuffer => createStorage(gpu, Math.max(4, sizeBytes), what);
  const training =
    optimizer === null
      ? null
      : trainingParts(recorder, optimizer, {
          gradients: make(layout.gradientBytes, 'the gradients'),
          nextBuffers: make(layout.bufferBytes, 'the next running statistics'),
          control: make(16, 'the decision of a step'),
          results: make(alignment * lossNames(recorder).length, 'the losses'),
        });
  gpu.check();
  return new WebgpuSession(recorder, training, state.step);
}

/** Fields of the run, uploaded once. */
function constantFields(gpu: Gpu, { fields }: Program, { constants, limits }: LoadOptions): Recorder['constants'] {
  const found = new Map<string, Range & { readonly shape: readonly number[] }>();
  for (const { name, dtype, shape, isPerRun } of fields) {
    if (!isPerRun) continue;
    const values = constants.get(name);
    if (values === undefined) throw new Error(`the run has no values for the field ${name} (a bug of emoc)`);
    const sizes = resolveShape(shape, limits);
    const buffer = createStorage(gpu, Math.max(4, 4 * sizeOf(sizes)), name);
    const numbers = dtype === 'f32' ? Float32Array.from(values) : Int32Array.from(values);
    gpu.device.queue.writeBuffer(buffer, 0, numbers);
    found.set(name, { buffer, at: 0, shape: sizes });
  }
  return found;
}

class WebgpuSession implements Session {
  readonly stepsInFlight = stepsInFlight;
  readonly #recorder: Recorder;
  readonly #training: TrainingParts | null;
  readonly #readback: Readback;
  readonly #steps: Recordings<TrainingStep>;
  readonly #calls: Recordings<InferenceCall>;
  /** Updates done, those that are under way counted as done. */
  #step: number;
  readonly #underWay = new Set<Promise<unknown>>();
  /** Whether a step was refused, and with it those that were under way. */
  #isBlocked = false;
  #isDisposed = false;

  constructor(recorder: Recorder, training: TrainingParts | null, step: number) {
    const { gpu, program, limits } = recorder;
    this.#recorder = recorder;
    this.#training = training;
    this.#step = step;
    this.#readback = new Readback(gpu);
    const sized = (graph: Program['training']) => ({ symbols: symbolsIn(graph), limits });
    this.#steps = new Recordings(sized(program.training), (bindings) => new TrainingStep(training as TrainingParts, bindings));
    this.#calls = new Recordings(sized(program.inference), (bindings) => new InferenceCall(recorder, bindings));
  }

  async step(batch: Batch, rate: number): Promise<StepResult> {
    this.#check();
    if (this.#training === null) throw new Error('this session was loaded without training (a bug of emoc)');
    if (this.#isBlocked) await this.#unblock(this.#training);
    const { gpu } = this.#recorder;
    const { buffers } = this.#training;
    const step = this.#steps.of(batch.bindings);
    step.upload(batch, rate, this.#step);
    this.#step += 1;
    const encoder = gpu.device.createCommandEncoder();
    encodeInto(encoder, step);
    const sizeBytes = buffers.results.size - alignment + 4;
    const arrival = this.#readback.encode(encoder, [
      { memory: buffers.results, at: 0, sizeBytes },
      { memory: buffers.control, at: 0, sizeBytes: 16 },
    ]);
    gpu.device.queue.submit([encoder.finish()]);
    return this.#tracked(this.#result(arrival()));
  }

  async outputs(batch: Batch): Promise<ReadonlyMap<string, Float32Array>> {
    this.#check();
    const { gpu } = this.#recorder;
    const call = this.#calls.of(batch.bindings);
    call.upload(batch);
    const encoder = gpu.device.createCommandEncoder();
    encodeInto(encoder, call);
    const arrival = this.#readback.encode(encoder, call.copies);
    gpu.device.queue.submit([encoder.finish()]);
    return call.outputsFrom(await this.#tracked(arrival()));
  }

  async state(): Promise<TrainingState> {
    this.#check();
    await Promise.allSettled(this.#underWay);
    const { layout, state } = this.#recorder;
    return readState(layout, state, this.#step, this.#readback);
  }

  /** Gives the memory of the device back. Doing it twice is no mistake. */
  async dispose(): Promise<void> {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    await Promise.allSettled(this.#underWay);
    const { state, batch, pool, constants } = this.#recorder;
    this.#steps.destroy();
    this.#calls.destroy();
    this.#readback.destroy();
    pool.destroy();
    const training = this.#training === null ? [] : Object.values(this.#training.buffers as unknown as Record<string, GPUBuffer>);
    const held = [state.parameters, ...state.slots, state.buffers, batch.memory, ...training];
    for (const buffer of [...held, ...[...constants.values()].map((place) => place.buffer)]) buffer.destroy();
  }

  async #result(arrival: Promise<ArrayBuffer>): Promise<StepResult> {
    const data = await arrival;
    const { clipNorm } = this.#recorder.program.optimizer;
    const numbers = lossNames(this.#recorder).map((name, place): [string, number] => [
      name,
      new Float32Array(data, place * alignment, 1)[0] as number,
    ]);
    const losses = new Map(numbers);
    const [, verdict] = new Uint32Array(data, data.byteLength - 16, 4);
    const norm = new Float32Array(data, data.byteLength - 4, 1)[0] as number;
    if (verdict !== verdicts.accepted) {
      this.#step -= 1;
      this.#isBlocked = true;
    }
    const hasLoss = Number.isFinite(losses.get('loss'));
    if (verdict !== verdicts.refused || !hasLoss) return { losses, gradientNorm: clipNorm === null || !hasLoss ? null : norm };
    // Gradients that are not finite under a finite loss: the device has lost a NaN on the way, in a maximum for instance.
    return clipNorm === null
      ? { losses: losses.set('loss', Number.NaN), gradientNorm: null }
      : { losses, gradientNorm: Number.NaN };
  }

  /** After a refused step: waits for those that were under way, which changed nothing either, and lets the next one. */
  async #unblock({ buffers }: TrainingParts): Promise<void> {
    await Promise.allSettled(this.#underWay);
    this.#recorder.gpu.device.queue.writeBuffer(buffers.control, 0, new Uint32Array(4));
    this.#isBlocked = false;
  }

  #tracked<T>(work: Promise<T>): Promise<T> {
    this.#underWay.add(work);
    const done = (): void => {
      this.#underWay.delete(work);
    };
    work.then(done, done);
    return work;
  }

  #check(): void {
    if (this.#isDisposed) throw new Error('the session was disposed (a bug of emoc)');
    this.#recorder.gpu.check();
  }
}

function encodeInto(encoder: GPUCommandEncoder, { recording }: TrainingStep | InferenceCall): void {
  const pass = encoder.beginComputePass();
  recording.encode(pass);
  pass.end();
}
