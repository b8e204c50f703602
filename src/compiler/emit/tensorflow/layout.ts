import type { TensorflowAttributes } from '../../graph/tensorflow-writer.ts';
import type { NodeList } from './node-list.ts';
import {
  composed,
  elementWiseOps,
  isIdentity,
  isSameOrder,
  reducedSourceAxes,
  reductionOps,
  type Transposed,
  toChannelsFirst,
} from './transposes.ts';

/**
 * Keeps images in the layout of TensorFlow's convolutions, [B, H, W, C], from one convolution to the next: transpositions move behind element-wise
 * ops and into reductions, and cancel where they meet. Those that nobody reads in the end are pruned with all other such nodes.
 */
export class Layout {
  readonly #list: NodeList;
  readonly #transposed = new Map<string, Transposed>();

  constructor(list: NodeList) {
    this.#list = list;
  }

  /** Two transpositions in a row are one, or none. */
  transpose(input: string, order: string): string {
    const asked = this.#list.constantAt(order)?.values;
    if (asked === undefined) throw new Error('a transposition has a constant order (a bug of emoc)');
    const before = this.#transposed.get(input);
    const permutation = before === undefined ? asked : composed(before.permutation, asked);
    const source = before === undefined ? input : before.source;
    if (isIdentity(permutation)) return source;
    const result = this.#list.once(`${source} by ${permutation.join()}`, () =>
      this.#list.single('Transpose', [source, this.#list.integers(permutation)]),
    );
    this.#transposed.set(result, { source, permutation });
    return result;
  }

  /** Writes an op on the sources of its transposed inputs, where that gives the same; `null` where it does not. */
  onSources(op: string, inputs: readonly string[], attributes: TensorflowAttributes): string | null {
    const [first] = inputs.flatMap((input) => this.#transposed.get(input) ?? []);
    if (first === undefined) return null;
    if (elementWiseOps.has(op)) return this.#elementWise(op, inputs, attributes, first);
    return reductionOps.has(op) ? this.#reduction(op, inputs, attributes, first) : null;
  }

  #elementWise(
    op: string,
    inputs: readonly string[],
    attributes: TensorflowAttributes,
    { permutation }: Transposed,
  ): string | null {
    if (!isSameOrder(permutation, toChannelsFirst)) return null;
    const sources = inputs.map((input) => {
      const transposed = this.#transposed.get(input);
      if (transposed !== undefined && isSameOrder(transposed.permutation, permutation)) return transposed.source;
      return this.#list.constantAt(input)?.shape.length === 0 ? input : null;
    });
    if (sources.some((source) => source === null)) return null;
    return this.transpose(this.#list.single(op, sources as string[], attributes), this.#list.integers(permutation));
  }

  #reduction(op: string, [, axes]: readonly string[], attributes: TensorflowAttributes, transposed: Transposed): string | null {
    const asked = this.#list.constantAt(axes as string)?.values;
    const { keep_dims: keepDimensions } = attributes;
    if (asked === undefined || (keepDimensions !== undefined && 'bool' in keepDimensions && keepDimensions.bool)) return null;
    const sourceAxes = reducedSourceAxes(transposed, asked);
    return sourceAxes && this.#list.single(op, [transposed.source, this.#list.integers(sourceAxes)], attributes);
  }
}
