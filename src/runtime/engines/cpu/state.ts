import { isSameShape, printShape } from '../../../compiler/graph/dimension.ts';
import type { StateTensor, TrainingState } from '../engine.ts';
import type { Range } from './memory.ts';
import type { MemoryPlan, StoredTensor } from './plan-memory.ts';

/**
 * Copies a training state into the memory. A state at step 0 may leave the optimiser's slots out: they start as the rule says. Anything
 * else that is missing or of another shape throws: whoever read the state has compared it with the program.
 */
export function writeState(memory: ArrayBuffer, plan: MemoryPlan, state: TrainingState): void {
  for (const stored of [...plan.parameters, ...plan.buffers]) viewOf(memory, stored).set(find(state, stored).data);
  for (const slot of plan.slots) {
    if (state.step === 0 && !state.tensors.has(slot.name)) viewOf(memory, slot).fill(slot.initial);
    else viewOf(memory, slot).set(find(state, slot).data);
  }
}

/** A copy of everything in the memory that training carries on. */
export function readState(memory: ArrayBuffer, plan: MemoryPlan, step: number): TrainingState {
  const tensors = new Map<string, StateTensor>();
  for (const stored of [...plan.parameters, ...plan.buffers, ...plan.slots])
    tensors.set(stored.name, { shape: stored.shape, data: viewOf(memory, stored).slice() });
  return { step, tensors };
}

export const viewOf = (memory: ArrayBuffer, { at, count }: Range): Float32Array => new Float32Array(memory, at, count);

function find({ tensors }: TrainingState, { name, shape, count }: StoredTensor): StateTensor {
  const found = tensors.get(name);
  if (found === undefined) throw new Error(`the state has no ${name} (a bug of emoc)`);
  if (!isSameShape(found.shape, shape) || found.data.length !== count)
    throw new Error(`the state's ${name} is ${printShape(found.shape)}, not ${printShape(shape)} (a bug of emoc)`);
  return found;
}
