import { type Bindings, type Dimension, product, quotient, symbolsOf } from '../../graph/dimension.ts';
import { sourceOf } from '../../graph/size-source.ts';
import type { NodeList } from './node-list.ts';
import { reshapeTarget, withBindings } from './sizes.ts';
import type { TensorflowValue } from './tensorflow-graph.ts';

/** Writes the nodes that compute sizes from the shapes of inputs, each once: `size/B`, `size/Bx64`, `count/B`. */
export class SizeNodes {
  readonly #list: NodeList;
  readonly #inputs: readonly TensorflowValue[];
  readonly #bindings: Bindings;
  readonly #dimensions = new Map<string, readonly Dimension[]>();

  /** `inputs` may grow while the graph is written. */
  constructor(list: NodeList, inputs: readonly TensorflowValue[], bindings: Bindings) {
    this.#list = list;
    this.#inputs = inputs;
    this.#bindings = bindings;
  }

  bound(dimension: Dimension): Dimension {
    return withBindings(dimension, this.#bindings);
  }

  /** An `i32` vector. */
  shape(dimensions: readonly Dimension[]): string {
    const bound = dimensions.map((dimension) => this.bound(dimension));
    if (bound.every((dimension) => typeof dimension === 'number')) return this.#list.integers(bound);
    return this.#list.once(`shape ${bound.join()}`, () => {
      const sizes = bound.map((dimension) => this.size(dimension));
      const packed = this.#list.single('Pack', sizes, { axis: { int: 0 } }, `size/${bound.join('x')}`);
      this.#dimensions.set(packed, bound);
      return packed;
    });
  }

  /** An `i32` scalar. */
  size(dimension: Dimension): string {
    const bound = this.bound(dimension);
    if (typeof bound === 'number') return this.#list.integers([bound], []);
    return this.#list.once(`size ${bound}`, () => {
      const symbols = symbolsOf(bound);
      const times = quotient(bound, product(symbols)) as number;
      const sizes = symbols.map((symbol) => this.#ofSymbol(symbol));
      const factors = times === 1 ? sizes : [...sizes, this.#list.integers([times], [])];
      return factors.reduce((whole, factor) => this.#list.single('Mul', [whole, factor], {}, `size/${bound}`));
    });
  }

  /** An `f32` scalar. */
  count(dimension: Dimension): string {
    const bound = this.bound(dimension);
    if (typeof bound === 'number') return this.#list.constant({ dtype: 'f32', shape: [], values: [bound] });
    return this.#list.once(`count ${bound}`, () =>
      this.#list.single('Cast', [this.size(bound)], { DstT: { type: 'f32' } }, `count/${bound}`),
    );
  }

  /** What `Reshape` is given in place of a vector of sizes, where TensorFlow can complete a constant by itself. */
  target(sizes: string): string {
    const dimensions = this.#dimensions.get(sizes);
    const completed = dimensions === undefined ? null : reshapeTarget(dimensions);
    return completed === null ? sizes : this.#list.integers(completed);
  }

  #ofSymbol(symbol: string): string {
    const list = this.#list;
    return list.once(`symbol ${symbol}`, () => {
      const source = sourceOf(symbol, this.#inputs);
      if (source === null) throw new Error(`no input tells the size ${symbol}, and it is not bound (a bug of emoc)`);
      const { input, axis, times } = source;
      const sizes = list.once(`shape of ${input}`, () => list.single('Shape', [input], {}, `size/of/${input}`));
      const bounds = [list.integers([axis]), list.integers([axis + 1]), list.integers([1])];
      const size = list.single('StridedSlice', [sizes, ...bounds], { shrink_axis_mask: { int: 1 } }, `size/${symbol}`);
      return times === 1 ? size : list.single('FloorDiv', [size, list.integers([times], [])], {}, `size/${symbol}`);
    });
  }
}
