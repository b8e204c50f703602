import { type Bindings, type Dimension, product, quotient, symbolsOf } from '../../graph/dimension.ts';

/** The dimension with the symbols that are known put in as numbers. */
export function withBindings(dimension: Dimension, bindings: Bindings): Dimension {
  const known = symbolsOf(dimension).filter((symbol) => bindings[symbol] !== undefined);
  return known.reduce<Dimension>(
    (rest, symbol) => product([quotient(rest, symbol) as Dimension, bindings[symbol] as number]),
    dimension,
  );
}

/**
 * What `Reshape` takes where at most one size is unknown: -1, which TensorFlow infers. `null` where that does not do: two sizes are unknown,
 * or one has to be inferred from nothing.
 */
export function reshapeTarget(target: readonly Dimension[]): readonly number[] | null {
  const unknown = target.filter((dimension) => typeof dimension === 'string').length;
  if (unknown > 1 || (unknown === 1 && target.includes(0))) return null;
  return target.map((dimension) => (typeof dimension === 'string' ? -1 : dimension));
}
