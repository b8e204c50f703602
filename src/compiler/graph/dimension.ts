/**
 * A dimension of a shape: a number, or a product of named symbols such as `B` (the batch), `T_said` (a padded length) or `2*B*T_said`.
 *
 * Products are kept in one canonical form (coefficient, then symbols in order), so two dimensions are equal exactly if they are `===`.
 */
export type Dimension = number | string;

/** What a symbol stands for in one run, as `{ B: 32, T_said: 17 }`. */
export type Bindings = Readonly<Record<string, number>>;

interface Monomial {
  readonly coefficient: number;
  readonly symbols: readonly string[];
}

function read(dimension: Dimension): Monomial {
  if (typeof dimension === 'number') return { coefficient: dimension, symbols: [] };
  const factors = dimension.split('*');
  const head = Number(factors[0]);
  return Number.isNaN(head) ? { coefficient: 1, symbols: factors } : { coefficient: head, symbols: factors.slice(1) };
}

function write({ coefficient, symbols }: Monomial): Dimension {
  if (symbols.length === 0 || coefficient === 0) return coefficient;
  const sorted = [...symbols].sort();
  return coefficient === 1 ? sorted.join('*') : [coefficient, ...sorted].join('*');
}

export const symbolsOf = (dimension: Dimension): readonly string[] => read(dimension).symbols;

/** Product of dimensions; of a whole shape it is the number of elements. */
export function product(dimensions: readonly Dimension[]): Dimension {
  const parts = dimensions.map(read);
  return write({
    coefficient: parts.reduce((total, part) => total * part.coefficient, 1),
    symbols: parts.flatMap((part) => part.symbols),
  });
}

/** `whole / part` if that is a dimension, else `null`. */
export function quotient(whole: Dimension, part: Dimension): Dimension | null {
  const { coefficient, symbols } = read(whole);
  const divisor = read(part);
  const rest = [...symbols];
  for (const symbol of divisor.symbols) {
    const place = rest.indexOf(symbol);
    if (place < 0) return null;
    rest.splice(place, 1);
  }
  const size = coefficient / divisor.coefficient;
  return Number.isInteger(size) ? write({ coefficient: size, symbols: rest }) : null;
}

/** Sum of dimensions, where it is a dimension: all numbers, or multiples of one product. */
export function sum(dimensions: readonly Dimension[]): Dimension | null {
  const parts = dimensions.map(read).filter(({ coefficient }) => coefficient !== 0);
  const [first] = parts;
  if (first === undefined) return 0;
  const key = first.symbols.join('*');
  if (parts.some((part) => part.symbols.join('*') !== key)) return null;
  return write({ coefficient: parts.reduce((total, part) => total + part.coefficient, 0), symbols: first.symbols });
}

/** The number a dimension stands for. Throws if a symbol is not bound: engines bind them all. */
export function resolve(dimension: Dimension, bindings: Bindings): number {
  const { coefficient, symbols } = read(dimension);
  return symbols.reduce((total, symbol) => {
    const size = bindings[symbol];
    if (size === undefined) throw new Error(`the dimension ${symbol} is not bound (a bug of emoc)`);
    return total * size;
  }, coefficient);
}

export const resolveShape = (shape: readonly Dimension[], bindings: Bindings): number[] =>
  shape.map((dimension) => resolve(dimension, bindings));

/** `[B, 64]` */
export const printShape = (shape: readonly Dimension[]): string => `[${shape.join(', ')}]`;

export const isSameShape = (one: readonly Dimension[], other: readonly Dimension[]): boolean =>
  one.length === other.length && one.every((dimension, axis) => dimension === other[axis]);
