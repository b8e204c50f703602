import { isSameShape, printShape, resolveShape } from '../../../compiler/graph/dimension.ts';
import { sizeOf, type Tensor, tensor } from '../../../compiler/graph/tensor.ts';
import type { Field, Program } from '../../../compiler/program.ts';
import type { Optimizer } from '../../kernels/define-update-rule.ts';
import type { Batch, LoadOptions, StateTensor, TrainingState } from '../engine.ts';

/** A tensor of the training state: values of float32, held as float64. */
export type Stored = Tensor & { readonly data: Float64Array };

export const widen = ({ shape, data }: StateTensor): Stored => tensor(shape, Float64Array.from(data)) as Stored;

/** An array of a batch as a tensor. */
export function fieldTensor({ name, shape }: Field, fields: Batch['fields'], bindings: LoadOptions['limits']): Tensor {
  const values = fields.get(name);
  if (values === undefined) throw new Error(`the batch has no field ${name} (a bug of emoc)`);
  const sizes = resolveShape(shape, bindings);
  if (values.length !== sizeOf(sizes))
    throw new Error(`the field ${name} has ${values.length} values for the shape [${sizes.join(', ')}] (a bug of emoc)`);
  return tensor(sizes, values instanceof Float32Array ? Float64Array.from(values) : values);
}

/** Everything that a session keeps, by name: parameters, buffers, and the optimiser's slots as `SLOT/PARAMETER`. */
export function readStored(
  program: Program,
  state: TrainingState,
  { limits }: LoadOptions,
  optimizer: Optimizer | null,
): Map<string, Stored> {
  const stored = new Map<string, Stored>();
  const take = (name: string, shape: readonly number[], initial: number | null): void => {
    const found = state.tensors.get(name);
    if (found === undefined && initial !== null && state.step === 0)
      stored.set(name, tensor(shape, new Float64Array(sizeOf(shape)).fill(Math.fround(initial))) as Stored);
    else if (found === undefined) throw new Error(`the state has no ${name} (a bug of emoc)`);
    else if (!isSameShape(found.shape, shape))
      throw new Error(`the state's ${name} is ${printShape(found.shape)}, not ${printShape(shape)} (a bug of emoc)`);
    else stored.set(name, widen(found));
  };
  for (const { name, shape } of [...program.parameters, ...program.buffers]) take(name, resolveShape(shape, limits), null);
  if (optimizer !== null) {
    for (const { name, shape } of program.parameters.filter(({ isTrained }) => isTrained))
      for (const slot of optimizer.slots) take(`${slot.name}/${name}`, resolveShape(shape, limits), slot.initial);
  }
  return stored;
}
