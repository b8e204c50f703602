import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A byte offset into the memory of the kernels. Offset 0 stands for an absent range. */
export type Offset = number;

/** What a caller may place first: the module itself keeps nothing in memory, but offset 0 means "absent" and vectors like 16 bytes. */
export const firstFreeOffset = 16;

/**
 * The compiled kernels over one memory. Counts are numbers of elements, ranges are float32 unless said otherwise, and every update is in
 * place. The arithmetic of each is in `assembly/`, one file a kernel; `optimizers/` says what the scalars of a rule are.
 */
export interface Kernels {
  sgd(p: Offset, g: Offset, velocity: Offset, count: number, ...scalars: SgdScalars): void;
  adam(p: Offset, g: Offset, mean: Offset, square: Offset, count: number, ...scalars: AdamScalars): void;
  rmsprop(p: Offset, g: Offset, square: Offset, mean: Offset, velocity: Offset, count: number, ...scalars: RmspropScalars): void;
  adagrad(p: Offset, g: Offset, total: Offset, count: number, ...scalars: AdagradScalars): void;

  sgdRows(p: Offset, sums: Offset, velocity: Offset, touched: Offset, rows: number, width: number, ...scalars: SgdScalars): void;
  adamRows(
    p: Offset,
    sums: Offset,
    mean: Offset,
    square: Offset,
    touched: Offset,
    rows: number,
    width: number,
    ...scalars: AdamScalars
  ): void;
  rmspropRows(
    p: Offset,
    sums: Offset,
    square: Offset,
    mean: Offset,
    velocity: Offset,
    touched: Offset,
    rows: number,
    width: number,
    ...scalars: RmspropScalars
  ): void;
  adagradRows(
    p: Offset,
    sums: Offset,
    total: Offset,
    touched: Offset,
    rows: number,
    width: number,
    ...scalars: AdagradScalars
  ): void;

  /** Sums token rows by id behind the first `found` distinct ids; gives the new number of them, or -1 for an id out of range. */
  accumulateTokens(
    ids: Offset,
    rows: Offset,
    tokens: number,
    width: number,
    vocabulary: number,
    marks: Offset,
    touched: Offset,
    sums: Offset,
    found: number,
  ): number;
  /** The same where the row of a token is its scale times the row of its sample. */
  accumulateOuter(
    ids: Offset,
    scales: Offset,
    rows: Offset,
    batch: number,
    length: number,
    width: number,
    vocabulary: number,
    marks: Offset,
    touched: Offset,
    sums: Offset,
    found: number,
  ): number;
  /** Sets the marks of the touched ids back to zero. */
  releaseMarks(marks: Offset, touched: Offset, found: number): void;

  /** The sum of squares in float64, in a fixed order; finite exactly when every element is. */
  sumOfSquares(at: Offset, count: number): number;
  /** 1 when no element is infinite or not a number, else 0. */
  allFinite(at: Offset, count: number): number;
  /** `x *= factor`. */
  scale(at: Offset, count: number, factor: number): void;
  /** Limits every element to `low..high`; what is not a number stays so. */
  clampValues(at: Offset, count: number, low: number, high: number): void;
  /** `y += factor x`. */
  axpy(y: Offset, x: Offset, count: number, factor: number): void;
  /** The mask that `fillKeepMask` of threefry.ts defines; `lastKept` and `value` come from `keepMaskScalars`. */
  keepMask(mask: Offset, count: number, seed: number, site: number, step: number, lastKept: number, value: number): void;
}

export type SgdScalars = readonly [l2: number, gradientRate: number, velocityRate: number, momentum: number];
export type AdagradScalars = readonly [l2: number, rate: number, epsilon: number];
export type RmspropScalars = readonly [l2: number, alpha: number, share: number, rate: number, momentum: number, epsilon: number];
export type AdamScalars = readonly [
  l2: number,
  keep: number,
  beta1: number,
  share1: number,
  beta2: number,
  share2: number,
  rate: number,
  epsilon: number,
];

/** How many arguments each kernel takes: a module of another version is refused instead of being called with shifted arguments. */
const argumentCounts: Readonly<Record<keyof Kernels, number>> = {
  sgd: 8,
  adam: 13,
  rmsprop: 12,
  adagrad: 7,
  sgdRows: 10,
  adamRows: 15,
  rmspropRows: 14,
  adagradRows: 9,
  accumulateTokens: 9,
  accumulateOuter: 11,
  releaseMarks: 3,
  sumOfSquares: 2,
  allFinite: 2,
  scale: 3,
  clampValues: 4,
  axpy: 4,
  keepMask: 7,
};

/**
 * Loads the kernels over `memory`, which must not be shared. The module is taken from `file`, by default the one that the build wrote.
 *
 * Memory may not grow while tensors lie over it: growing detaches them. Throws when the module is missing or of another version, which a
 * rebuild mends.
 */
export function loadKernels(memory: WebAssembly.Memory, file: string = findKernels()): Kernels {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), { env: { memory } });
  for (const [name, count] of Object.entries(argumentCounts)) {
    const kernel = exports[name];
    if (typeof kernel !== 'function' || kernel.length !== count) {
      throw new Error(`${file} has no kernel ${name} with ${count} arguments: it is of another version; run \`npm run build\``);
    }
  }
  return exports as unknown as Kernels;
}

/** The compiled module: beside the bundle that is running, or in `dist/` when the sources run. */
function findKernels(): string {
  const places = ['./kernels.wasm', '../../../dist/kernels.wasm'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error(`kernels.wasm is neither at ${places.join(' nor at ')}; run \`npm run build\``);
  return found;
}
