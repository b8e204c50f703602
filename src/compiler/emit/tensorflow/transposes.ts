/** A value that is another one with its axes in another order: axis `i` is axis `permutation[i]` of the source. */
export interface Transposed {
  readonly source: string;
  readonly permutation: readonly number[];
}

/** From channels last, as TensorFlow convolves on every device, to the channels first of emoc's graphs. */
export const toChannelsFirst = [0, 3, 1, 2];
export const toChannelsLast = [0, 2, 3, 1];

/** Ops that do the same to every element, so that a change of layout may as well come behind them. */
export const elementWiseOps: ReadonlySet<string> = new Set([
  ...['Abs', 'Cast', 'Erf', 'Exp', 'Log', 'LogicalNot', 'Neg', 'Relu', 'Sigmoid', 'Sign', 'Sqrt', 'Tanh'],
  ...['AddV2', 'LogicalAnd', 'Maximum', 'Minimum', 'Mul', 'RealDiv', 'Sub', 'SelectV2'],
  ...['Equal', 'Greater', 'GreaterEqual', 'Less', 'LessEqual'],
]);

export const reductionOps: ReadonlySet<string> = new Set(['Max', 'Mean', 'Sum']);

export const isSameOrder = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((axis, place) => axis === other[place]);

export const isIdentity = (permutation: readonly number[]): boolean => permutation.every((axis, place) => axis === place);

/** The order of axes that one transposition after another makes. */
export const composed = (first: readonly number[], second: readonly number[]): number[] =>
  second.map((axis) => first[axis] as number);

/** The axes of the source to reduce where `axes` of the transposed value are, or `null` if those that stay would change their order. */
export function reducedSourceAxes({ permutation }: Transposed, axes: readonly number[]): number[] | null {
  const staying = permutation.filter((_, axis) => !axes.includes(axis));
  const isOrdered = staying.every((axis, place) => place === 0 || (staying[place - 1] as number) < axis);
  return isOrdered ? axes.map((axis) => permutation[axis] as number).sort((one, other) => one - other) : null;
}
