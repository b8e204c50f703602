import { type Bindings, type Dimension, product, quotient, symbolsOf } from '../../graph/dimension.ts';

/** The dimension with the symbols that are known put in as numbers. */
export function withBindings(dimension: Dimension, bindings: Bindings): Dimension {
  const known = symbolsOf(dimension).filter((symbol) => bindings[symbol] !== undefined);
  return known.reduce<Dimension>(
    (rest, symbol) => product([quotient(rest, symbol) as Dimension, bindings[symbol] as number]),
    dimension,
  );
}

/** Where a size can be read: axis `axis` of an input is `times` times the symbol. */
export interface SizeSource {
  readonly input: string;
  readonly axis: number;
  readonly times: number;
}

/** The first axis of the inputs that is a symbol; if none is, the first that is a multiple of it. */
export function sourceOf(
  symbol: string,
  inputs: Iterable<{ readonly result: string; readonly shape: readonly Dimension[] }>,
): SizeSource | null {
  let multiple: SizeSource | null = null;
  for (const { result, shape } of inputs) {
    for (const [axis, dimension] of shape.entries()) {
      const times = quotient(dimension, symbol);
      if (times === 1) return { input: result, axis, times };
      if (typeof times === 'number' && times > 0) multiple ??= { input: result, axis, times };
    }
  }
  return multiple;
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
