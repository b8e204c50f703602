import { coupledL2 } from '../../../compiler/catalogue/define-optimizer.ts';
import type { Pack } from '../../../compiler/emit/onnx/packs.ts';
import { type Bindings, type Dimension, product, resolve, resolveShape } from '../../../compiler/graph/dimension.ts';
import { sizeOf } from '../../../compiler/graph/tensor.ts';
import type { Parameter, Program } from '../../../compiler/program.ts';
import type { Optimizer } from '../../kernels/define-update-rule.ts';
import { hasRowGradient } from '../optimizer-of.ts';
import { alignedCount, MemoryPlanner, paddedCount, type Range, subdivide } from './memory.ts';

/** A tensor of the training state and where it lies. */
export interface StoredTensor extends Range {
  readonly name: string;
  readonly shape: readonly number[];
}

/** Trained parameters with the same penalty, one behind the other, their gradients and slots in the same order: one kernel call for all. */
export interface DenseGroup {
  readonly l2: number;
  readonly parameters: Range;
  readonly gradient: Range;
  readonly slots: readonly Range[];
  /** The gradients of the small parameters, which come first, as one vector, behind the losses in the first group; `null` for less than two. */
  readonly pack: (Pack & Range) | null;
  /** Those of the small parameters that are vectors, which come before all others, as one vector; `null` for a few. */
  readonly vectorPack: (Pack & Range) | null;
}

/**
 * Gradients of at most so many numbers leave the graph together. Fetching one by itself takes about 5 us, as long as copying 32 KB a second
 * time and naming it.
 */
const packedCount = 8192;

/** So many vectors enter the graph together: cutting them out of a longer one takes as long as feeding a few of them. */
const packedVectors = 4;

/** A trained table whose gradients come as rows. */
export interface SparseTable {
  readonly name: string;
  readonly l2: number;
  readonly width: number;
  readonly vocabulary: number;
  readonly parameters: Range;
  readonly slots: readonly Range[];
}

export interface MemoryPlan {
  readonly planner: MemoryPlanner;
  readonly parameters: readonly StoredTensor[];
  /** Optimiser state, named `SLOT/PARAMETER`, with the value it starts with. */
  readonly slots: readonly (StoredTensor & { readonly initial: number })[];
  readonly buffers: readonly StoredTensor[];
  /** Gradients of the trained dense parameters, by the parameter's name. */
  readonly gradients: readonly StoredTensor[];
  readonly groups: readonly DenseGroup[];
  readonly tables: readonly SparseTable[];
  /** `loss` and `loss/HEAD`, a number each; none without an optimiser. */
  readonly losses: readonly (Range & { readonly name: string })[];
}

/** Decides where everything that outlives a step lies. Without an optimiser only parameters and buffers have a place. */
export function planMemory(program: Program, limits: Bindings, optimizer: Optimizer | null): MemoryPlan {
  const planner = new MemoryPlanner();
  const stored = (name: string, shape: readonly Dimension[]): StoredTensor => {
    const sizes = resolveShape(shape, limits);
    return { name, shape: sizes, ...planner.take(sizeOf(sizes)) };
  };
  const isUpdated = ({ isTrained }: Parameter): boolean => isTrained && optimizer !== null;
  const isByRows = ({ name }: Parameter): boolean => hasRowGradient(program, name);
  const fixed = program.parameters.filter((parameter) => !isUpdated(parameter)).map(({ name, shape }) => stored(name, shape));
  const dense = program.parameters.filter((parameter) => isUpdated(parameter) && !isByRows(parameter));
  const lossNames = optimizer === null ? [] : [...program.training.outputs.keys()].filter(isLoss);
  const groups = [...new Set(dense.map(({ l2 }) => l2))].map((l2, place) =>
    planGroup(
      planner,
      l2,
      dense.filter((parameter) => parameter.l2 === l2),
      place === 0 ? lossNames : [],
      limits,
      optimizer as Optimizer,
    ),
  );
  const tables = program.parameters
    .filter((parameter) => isUpdated(parameter) && isByRows(parameter))
    .map((parameter) => planTable(stored, parameter, limits, optimizer as Optimizer));
  return {
    planner,
    parameters: [...fixed, ...groups.flatMap((group) => group.tensors), ...tables.map((table) => table.tensor)],
    slots: [...groups.flatMap((group) => group.slotTensors), ...tables.flatMap((table) => table.slotTensors)],
    buffers: program.buffers.map(({ name, shape }) => stored(name, shape)),
    gradients: groups.flatMap((group) => group.gradients),
    groups: groups.map(({ group }) => group),
    tables: tables.map(({ table }) => table),
    losses: groups[0]?.losses ?? lossNames.map((name) => ({ name, ...planner.take(1) })),
  };
}

const isLoss = (name: string): boolean => name === 'loss' || name.startsWith('loss/');

function planGroup(
  planner: MemoryPlanner,
  l2: number,
  given: readonly Parameter[],
  lossNames: readonly string[],
  limits: Bindings,
  optimizer: Optimizer,
) {
  const isSmall = ({ shape }: Parameter): boolean => {
    const count = product(shape);
    return typeof count === 'number' && count <= packedCount;
  };
  const isVector = ({ shape }: Parameter): boolean => shape.length === 1;
  // Vectors first: they enter the graph as one, and bias gradients that are summed together leave it without being cut apart.
  const vectors = given.filter((parameter) => isSmall(parameter) && isVector(parameter));
  const small = [...vectors, ...given.filter((parameter) => isSmall(parameter) && !isVector(parameter))];
  const members = [...small, ...given.filter((parameter) => !isSmall(parameter))];
  const shapes = members.map(({ shape }) => resolveShape(shape, limits));
  const counts = shapes.map(sizeOf);
  const paddedTotal = (list: readonly number[]): number => list.reduce((sum, count) => sum + paddedCount(count), 0);
  const total = paddedTotal(counts);
  const place = (range: Range, prefix = ''): StoredTensor[] =>
    subdivide(range.at, counts).map((part, member) => ({
      name: `${prefix}${(members[member] as Parameter).name}`,
      shape: shapes[member] as number[],
      ...part,
    }));
  const parameters = planner.take(total);
  // The losses lie right before the gradients, a place of full width each, so that they leave the graph in the same vector.
  const lossCounts = lossNames.map(() => 1);
  const losses = planner.take(paddedTotal(lossCounts));
  const gradient = planner.take(total);
  const slots = optimizer.slots.map(() => planner.take(total));
  const pack = {
    name: `gradients/${l2}`,
    members: [...lossNames, ...small.map(({ name }) => `gradient/${name}`)],
    multiple: alignedCount,
    at: losses.at,
    count: losses.count + paddedTotal(counts.slice(0, small.length)),
  };
  const vectorPack = {
    name: `parameters/${l2}`,
    members: vectors.map(({ name }) => name),
    multiple: alignedCount,
    at: parameters.at,
    count: paddedTotal(counts.slice(0, vectors.length)),
  };
  return {
    group: {
      l2: coupledL2(l2),
      parameters,
      gradient,
      slots,
      pack: pack.members.length < 2 ? null : pack,
      vectorPack: vectors.length < packedVectors ? null : vectorPack,
    },
    losses: subdivide(losses.at, lossCounts).map((range, place) => ({ name: lossNames[place] as string, ...range })),
    tensors: place(parameters),
    gradients: place(gradient),
    slotTensors: optimizer.slots.flatMap(({ name, initial }, index) =>
      place(slots[index] as Range, `${name}/`).map((tensor) => ({ ...tensor, initial })),
    ),
  };
}

function planTable(
  stored: (name: string, shape: readonly Dimension[]) => StoredTensor,
  { name, shape, l2 }: Parameter,
  limits: Bindings,
  optimizer: Optimizer,
) {
  const [vocabulary, width] = shape as readonly [Dimension, Dimension];
  const tensor = stored(name, shape);
  const slotTensors = optimizer.slots.map((slot) => ({ ...stored(`${slot.name}/${name}`, shape), initial: slot.initial }));
  const table: SparseTable = {
    name,
    l2: coupledL2(l2),
    width: resolve(width, limits),
    vocabulary: resolve(vocabulary, limits),
    parameters: tensor,
    slots: slotTensors,
  };
  return { table, tensor, slotTensors };
}
