import { type Bindings, type Dimension, resolveShape, symbolsOf } from '../../../graph/dimension.ts';
import type { Dtype } from '../../../graph/graph.ts';
import { sizeOf } from '../../../graph/tensor.ts';
import type { Field, Program } from '../../../program.ts';
import { ruleOf } from './step.ts';

/** A tensor that lives in the session of a SavedModel from call to call. */
export interface Variable {
  /** As in a training state, or the name of a field that is bound once for the run. */
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** Part of the training state; the others are given once and never read back. */
  readonly isState: boolean;
}

/** The sizes that are the same in every call: those of parameters, buffers and fields of the run. */
export function fixedSizes(program: Program, limits: Bindings): Bindings {
  const shapes = [...program.parameters, ...program.buffers, ...perRun(program)].map(({ shape }) => shape);
  const symbols = [...new Set(shapes.flat().flatMap(symbolsOf))];
  return Object.fromEntries(
    symbols.map((symbol) => {
      const size = limits[symbol];
      if (size === undefined) throw new Error(`the size ${symbol} is not bound (a bug of emoc)`);
      return [symbol, size];
    }),
  );
}

const perRun = ({ fields }: Program): readonly Field[] => fields.filter(({ isPerRun }) => isPerRun);

/** Every variable of a program: parameters, buffers, slots of the trained parameters (`SLOT/PARAMETER`), fields of the run. */
export function variablesOf(program: Program, sizes: Bindings, isTraining: boolean): readonly Variable[] {
  const variable = (name: string, shape: readonly Dimension[], dtype: Dtype = 'f32', isState = true): Variable => ({
    name,
    dtype,
    shape: resolveShape(shape, sizes),
    isState,
  });
  const { kind, settings } = ruleOf(program.optimizer);
  const slots = isTraining ? kind.slots(settings) : [];
  const trained = program.parameters.filter(({ isTrained }) => isTrained);
  return [
    ...program.parameters.map(({ name, shape }) => variable(name, shape)),
    ...program.buffers.map(({ name, shape }) => variable(name, shape)),
    ...slots.flatMap((slot) => trained.map(({ name, shape }) => variable(`${slot}/${name}`, shape))),
    ...perRun(program).map(({ name, shape, dtype }) => variable(name, shape, dtype, false)),
  ];
}

/** Variables in groups of at most `bytes` each, so that no call moves more than that; a larger one is alone. */
export function inChunks(variables: readonly Variable[], bytes: number): readonly (readonly Variable[])[] {
  const chunks: Variable[][] = [];
  let room = 0;
  for (const variable of variables) {
    const size = 4 * sizeOf(variable.shape);
    if (chunks.length === 0 || size > room) {
      chunks.push([]);
      room = bytes;
    }
    chunks.at(-1)?.push(variable);
    room -= size;
  }
  return chunks;
}
