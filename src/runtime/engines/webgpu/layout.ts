import { coupledL2 } from '../../../compiler/catalogue/define-optimizer.ts';
import { type Bindings, type Dimension, resolveShape } from '../../../compiler/graph/dimension.ts';
import { sizeOf } from '../../../compiler/graph/tensor.ts';
import type { Parameter, Program } from '../../../compiler/program.ts';
import type { Optimizer, Slot } from '../../kernels/define-update-rule.ts';
import { hasRowGradient } from '../optimizer-of.ts';

/** A tensor of the training state and where it lies in its buffer, in bytes. */
export interface StoredTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly count: number;
  readonly at: number;
}

/** Trained parameters with one penalty, one behind the other: an update is one call for all of them. */
export interface DenseGroup {
  readonly l2: number;
  readonly at: number;
  readonly sizeBytes: number;
}

/** A trained table whose gradients come as rows. */
export interface SparseTable {
  readonly name: string;
  readonly l2: number;
  readonly at: number;
  readonly vocabulary: number;
  readonly width: number;
}

/**
 * Where everything lies that outlives a step. Parameters lie in one buffer: dense trained ones by penalty, then tables, then those that are not
 * trained. Gradients of the first, and the optimiser's slots of the first two, have buffers of their own with the same places.
 */
export interface Layout {
  readonly parameters: readonly StoredTensor[];
  readonly trained: readonly StoredTensor[];
  readonly groups: readonly DenseGroup[];
  readonly tables: readonly SparseTable[];
  readonly slots: readonly Slot[];
  readonly buffers: readonly StoredTensor[];
  readonly parameterBytes: number;
  readonly trainedBytes: number;
  readonly gradientBytes: number;
  readonly bufferBytes: number;
}

/** What a shader may bind starts at a multiple of so many bytes, on every adapter. */
export const alignment = 256;

export const aligned = (bytes: number): number => Math.ceil(bytes / alignment) * alignment;

/** Decides where everything lies. Without an optimiser nothing is trained. */
export function planLayout(program: Program, limits: Bindings, optimizer: Optimizer | null): Layout {
  const isTrained = (parameter: Parameter): boolean => parameter.isTrained && optimizer !== null;
  const isByRows = ({ name }: Parameter): boolean => hasRowGradient(program, name);
  const dense = program.parameters.filter((parameter) => isTrained(parameter) && !isByRows(parameter));
  const tables = program.parameters.filter((parameter) => isTrained(parameter) && isByRows(parameter));
  const penalties = [...new Set(dense.map(({ l2 }) => l2))];
  const members = penalties.map((l2) => dense.filter((parameter) => parameter.l2 === l2));
  const fixed = program.parameters.filter((parameter) => !isTrained(parameter));
  const [parameters, parameterBytes] = inOrder([...members.flat(), ...tables, ...fixed], limits);
  const [buffers, bufferBytes] = inOrder(program.buffers, limits);
  const placeOf = (name: string): StoredTensor => parameters.find((stored) => stored.name === name) as StoredTensor;
  const endOf = (last: Parameter | undefined): number => {
    const stored = last === undefined ? undefined : placeOf(last.name);
    return stored === undefined ? 0 : aligned(stored.at + 4 * stored.count);
  };
  const gradientBytes = endOf(dense.length === 0 ? undefined : members.flat().at(-1));
  return {
    parameters,
    trained: parameters.slice(0, dense.length + tables.length),
    groups: members.map((list, place) => {
      const { at } = placeOf((list[0] as Parameter).name);
      return { l2: coupledL2(penalties[place] as number), at, sizeBytes: endOf(list.at(-1)) - at };
    }),
    tables: tables.map(({ name, l2 }) => {
      const { at, shape } = placeOf(name);
      return { name, l2: coupledL2(l2), at, vocabulary: shape[0] as number, width: shape[1] as number };
    }),
    slots: optimizer?.slots ?? [],
    buffers,
    parameterBytes,
    trainedBytes: Math.max(gradientBytes, endOf(tables.at(-1))),
    gradientBytes,
    bufferBytes,
  };
}

function inOrder(
  list: readonly { readonly name: string; readonly shape: readonly Dimension[] }[],
  limits: Bindings,
): [readonly StoredTensor[], number] {
  let next = 0;
  const stored = list.map(({ name, shape }) => {
    const sizes = resolveShape(shape, limits);
    const tensor = { name, shape: sizes, count: sizeOf(sizes), at: next };
    next = aligned(next + 4 * tensor.count);
    return tensor;
  });
  return [stored, next];
}
