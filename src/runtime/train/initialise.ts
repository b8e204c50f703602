import type { Bindings } from '../../compiler/graph/dimension.ts';
import { resolveShape } from '../../compiler/graph/dimension.ts';
import type { DrawnInitializer, Parameter, Program } from '../../compiler/program.ts';
import type { StartVectors } from '../data/prepared-data.ts';
import type { StateTensor, TrainingState } from '../engines/engine.ts';
import { optimizerOf } from '../engines/optimizer-of.ts';
import { createRandom, type Random } from '../kernels/random.ts';

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

/**
 * The state before the first step: parameters by their initialisers, buffers and optimiser slots by their initial values.
 *
 * Each parameter draws from a stream of its own, named `init/PARAMETER`: it starts with the same numbers whatever else the spec has.
 *
 * @param vectors Word vectors by encoder, for parameters that start from them.
 * @param targets True values of the training split by head, for biases that start at their mean.
 */
export function initialState(program: Program, bindings: Bindings, { vectors, targets }: StartData): TrainingState {
  const random = createRandom(program.seed);
  const tensors = new Map<string, StateTensor>();
  const constant = (shape: readonly number[], value: number): StateTensor => ({
    shape,
    data: new Float32Array(sizeOf(shape)).fill(value),
  });
  const slots = optimizerOf(program.optimizer).slots;
  for (const parameter of program.parameters) {
    const shape = resolveShape(parameter.shape, bindings);
    const data = initialValues(parameter, shape, random.child(`init/${parameter.name}`), { vectors, targets });
    tensors.set(parameter.name, { shape, data });
  }
  for (const { name, shape, initial } of program.buffers) tensors.set(name, constant(resolveShape(shape, bindings), initial));
  for (const { name, shape } of program.parameters.filter(({ isTrained }) => isTrained)) {
    for (const slot of slots) tensors.set(`${slot.name}/${name}`, constant(resolveShape(shape, bindings), slot.initial));
  }
  return { step: 0, tensors };
}

/** What initialisers may read of the data: nothing but the training split and published vectors. */
export interface StartData {
  readonly vectors: ReadonlyMap<string, StartVectors>;
  readonly targets: ReadonlyMap<string, Int32Array | Float64Array>;
}

function meanOf(values: Int32Array | Float64Array | undefined, name: string): number {
  if (values === undefined || values.length === 0)
    throw new Error(`${name} starts from targets that are not there (a bug of emoc)`);
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function initialValues(
  { name, initializer }: Parameter,
  shape: readonly number[],
  random: Random,
  { vectors, targets }: StartData,
): Float32Array {
  if (initializer.kind === 'targetMean') return new Float32Array(sizeOf(shape)).fill(meanOf(targets.get(initializer.head), name));
  if (initializer.kind !== 'vectors') return Float32Array.from(drawn(initializer, shape, random));
  const start = vectors.get(initializer.source);
  if (start === undefined)
    throw new Error(`${name} starts from the vectors of ${initializer.source}, which has none (a bug of emoc)`);
  if (start.table.length !== sizeOf(shape)) {
    throw new Error(`${name} [${shape.join(', ')}] cannot start from ${start.table.length} numbers (a bug of emoc)`);
  }
  return Float32Array.from(start.table);
}

function drawn(initializer: DrawnInitializer, shape: readonly number[], random: Random): Float64Array {
  const values = new Float64Array(sizeOf(shape));
  switch (initializer.kind) {
    case 'constant':
      return values.fill(initializer.value);
    case 'uniform':
      return values.map(() => (2 * random.uniform() - 1) * initializer.limit);
    case 'normal':
      return values.map(
        () => initializer.standardDeviation * (initializer.isTruncated ? truncatedNormal(random) : random.normal()),
      );
    case 'orthogonal':
      return orthogonal(shape, random).map((value) => value * initializer.gain);
    case 'blocks':
      return inBlocks(initializer.blocks, shape, random);
  }
}

/** A standard normal number within two deviations, by drawing again: Keras' and TensorFlow's `truncated_normal`. */
function truncatedNormal(random: Random): number {
  let value = random.normal();
  while (Math.abs(value) > 2) value = random.normal();
  return value;
}

/** Columns (last axis) in equal blocks, each drawn after the one before it. */
function inBlocks(blocks: readonly DrawnInitializer[], shape: readonly number[], random: Random): Float64Array {
  const columns = shape.at(-1) ?? 1;
  const width = columns / blocks.length;
  const rows = sizeOf(shape) / columns;
  if (!Number.isInteger(width)) throw new Error(`${columns} columns cannot be ${blocks.length} equal blocks (a bug of emoc)`);
  const values = new Float64Array(rows * columns);
  for (const [index, block] of blocks.entries()) {
    const part = drawn(block, [...shape.slice(0, -1), width], random);
    for (let row = 0; row < rows; row += 1)
      values.set(part.subarray(row * width, (row + 1) * width), row * columns + index * width);
  }
  return values;
}

/**
 * A matrix [product of all axes but the last, last] with orthonormal columns, or rows where it is wider than high. Saxe et al. 2014.
 *
 * Gram-Schmidt on normal vectors, done twice for accuracy in double precision: the factor Q of a QR decomposition whose R has a positive
 * diagonal, which is uniformly distributed over the orthogonal matrices (Mezzadri 2007).
 */
function orthogonal(shape: readonly number[], random: Random): Float64Array {
  const columns = shape.at(-1) ?? 1;
  const rows = sizeOf(shape) / columns;
  const [length, count] = rows >= columns ? [rows, columns] : [columns, rows];
  const vectors: Float64Array[] = [];
  while (vectors.length < count) {
    const vector = new Float64Array(length).map(() => random.normal());
    for (let pass = 0; pass < 2; pass += 1) for (const earlier of vectors) subtractProjection(vector, earlier);
    const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
    vectors.push(vector.map((value) => value / norm));
  }
  const isTall = rows >= columns;
  return new Float64Array(rows * columns).map((_, place) => {
    const [row, column] = [Math.floor(place / columns), place % columns];
    return (isTall ? vectors[column]?.[row] : vectors[row]?.[column]) as number;
  });
}

function subtractProjection(vector: Float64Array, unit: Float64Array): void {
  let product = 0;
  for (let i = 0; i < vector.length; i += 1) product += (vector[i] as number) * (unit[i] as number);
  for (let i = 0; i < vector.length; i += 1) vector[i] = (vector[i] as number) - product * (unit[i] as number);
}
