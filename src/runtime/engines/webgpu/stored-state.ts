/// <reference types="@webgpu/types" />
import { isSameShape, printShape } from '../../../compiler/graph/dimension.ts';
import type { StateTensor, TrainingState } from '../engine.ts';
import type { Gpu } from './gpu.ts';
import type { Layout, StoredTensor } from './layout.ts';
import { createStorage } from './memory-pool.ts';
import type { Readback } from './readback.ts';

/** The buffers that hold what training carries on. */
export interface StateBuffers {
  readonly parameters: GPUBuffer;
  /** One a slot of the optimiser, in its order. */
  readonly slots: readonly GPUBuffer[];
  readonly buffers: GPUBuffer;
}

/** A binding has at least four bytes, even where a program has no buffers. */
const smallest = 4;

export function createState(gpu: Gpu, layout: Layout): StateBuffers {
  const make = (sizeBytes: number, what: string): GPUBuffer => createStorage(gpu, Math.max(smallest, sizeBytes), what);
  return {
    parameters: make(layout.parameterBytes, 'the parameters'),
    slots: layout.slots.map(({ name }) => make(layout.trainedBytes, `the optimiser's ${name}`)),
    buffers: make(layout.bufferBytes, 'the running statistics'),
  };
}

/** Every tensor of the state by its name, with the buffer that holds it and the value it may start with. */
function* placesOf(layout: Layout, { parameters, slots, buffers }: StateBuffers) {
  for (const stored of layout.parameters) yield { name: stored.name, stored, memory: parameters, initial: null };
  for (const stored of layout.buffers) yield { name: stored.name, stored, memory: buffers, initial: null };
  for (const [place, { name, initial }] of layout.slots.entries()) {
    for (const stored of layout.trained)
      yield { name: `${name}/${stored.name}`, stored, memory: slots[place] as GPUBuffer, initial };
  }
}

/** Uploads a training state. A state at step 0 may leave the optimiser's slots out: they start as the rule says. */
export function writeState({ device }: Gpu, layout: Layout, buffers: StateBuffers, state: TrainingState): void {
  for (const { name, stored, memory, initial } of placesOf(layout, buffers)) {
    const isAbsent = initial !== null && state.step === 0 && !state.tensors.has(name);
    const values = isAbsent ? new Float32Array(stored.count).fill(initial) : find(state, name, stored);
    device.queue.writeBuffer(memory, stored.at, values as Float32Array<ArrayBuffer>);
  }
}

/** A copy of everything that training carries on. */
export async function readState(layout: Layout, buffers: StateBuffers, step: number, readback: Readback): Promise<TrainingState> {
  const memories = [buffers.parameters, ...buffers.slots, buffers.buffers];
  const copies = await Promise.all(memories.map((memory) => readback.read([{ memory, at: 0, sizeBytes: memory.size }])));
  const tensors = new Map<string, StateTensor>();
  for (const { name, stored, memory } of placesOf(layout, buffers)) {
    const copy = copies[memories.indexOf(memory)] as ArrayBuffer;
    tensors.set(name, { shape: stored.shape, data: new Float32Array(copy, stored.at, stored.count).slice() });
  }
  return { step, tensors };
}

function find({ tensors }: TrainingState, name: string, { shape, count }: StoredTensor): Float32Array {
  const found = tensors.get(name);
  if (found === undefined) throw new Error(`the state has no ${name} (a bug of emoc)`);
  if (!isSameShape(found.shape, shape) || found.data.length !== count)
    throw new Error(`the state's ${name} is ${printShape(found.shape)}, not ${printShape(shape)} (a bug of emoc)`);
  return found.data;
}
