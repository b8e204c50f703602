import { type Bindings, type Dimension, resolve, symbolsOf } from '../graph/dimension.ts';

/**
 * A number that may depend on sizes which only the data tells: `constant + sum of factor * symbols`.
 *
 * `100,102 + 100 V_words` is `{ constant: 100102, terms: [{ factor: 100, symbols: ['V_words'] }] }`. Terms are in the order of their symbols,
 * and none has the factor 0; a number without terms is known.
 */
export interface Amount {
  readonly constant: number;
  readonly terms: readonly Term[];
}

export interface Term {
  readonly factor: number;
  /** At least one; one that counts twice stands twice. */
  readonly symbols: readonly string[];
}

export const known = (value: number): Amount => ({ constant: value, terms: [] });

export const isKnown = ({ terms }: Amount): boolean => terms.length === 0;

/** Adds amounts up, term by term. */
export function total(amounts: readonly Amount[]): Amount {
  const factors = new Map<string, Term>();
  for (const { factor, symbols } of amounts.flatMap(({ terms }) => terms)) {
    const key = symbols.join('*');
    factors.set(key, { factor: (factors.get(key)?.factor ?? 0) + factor, symbols });
  }
  const terms = [...factors].filter(([, { factor }]) => factor !== 0).sort(([one], [other]) => (one < other ? -1 : 1));
  return { constant: amounts.reduce((sum, { constant }) => sum + constant, 0), terms: terms.map(([, term]) => term) };
}

export const times = ({ constant, terms }: Amount, factor: number): Amount =>
  factor === 0
    ? known(0)
    : { constant: constant * factor, terms: terms.map((term) => ({ ...term, factor: term.factor * factor })) };

/** A dimension with the sizes that are known put in. */
export function amountOf(dimension: Dimension, bindings: Bindings): Amount {
  const symbols = symbolsOf(dimension).filter((symbol) => bindings[symbol] === undefined);
  const factor = resolve(dimension, { ...bindings, ...Object.fromEntries(symbols.map((symbol) => [symbol, 1])) });
  return symbols.length === 0 ? known(factor) : { constant: 0, terms: factor === 0 ? [] : [{ factor, symbols }] };
}

/** What an amount is for given sizes of its symbols. */
export const evaluateAmount = ({ constant, terms }: Amount, bindings: Bindings): number =>
  terms.reduce(
    (sum, { factor, symbols }) => sum + symbols.reduce((part, symbol) => part * resolve(symbol, bindings), factor),
    constant,
  );

/**
 * The amount that a function of sizes is: exact for every function that is at most quadratic in each of `symbols`, as the operations of all ops
 * are (only attention is quadratic in a length).
 */
export function amountBy(symbols: readonly string[], evaluate: (bindings: Bindings) => number): Amount {
  const [symbol, ...others] = symbols;
  if (symbol === undefined) return known(evaluate({}));
  const [at1, at2, at3] = [1, 2, 3].map((size) => amountBy(others, (sizes) => evaluate({ ...sizes, [symbol]: size }))) as [
    Amount,
    Amount,
    Amount,
  ];
  // Newton's differences: with f(1), f(2), f(3) known, f(x) = constant + linear x + square x^2.
  const square = times(total([at1, times(at2, -2), at3]), 0.5);
  const linear = total([at2, times(at1, -1), times(square, -3)]);
  const constant = total([at1, times(linear, -1), times(square, -1)]);
  return total([constant, multiplied(linear, [symbol]), multiplied(square, [symbol, symbol])]);
}

const multiplied = ({ constant, terms }: Amount, symbols: readonly string[]): Amount =>
  total([
    { constant: 0, terms: constant === 0 ? [] : [{ factor: constant, symbols }] },
    { constant: 0, terms: terms.map((term) => ({ factor: term.factor, symbols: [...term.symbols, ...symbols].sort() })) },
  ]);
