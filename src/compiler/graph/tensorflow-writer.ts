import type { Dimension } from './dimension.ts';
import type { Dtype, Value } from './graph.ts';
import type { Attributes } from './op.ts';

/** Element types of TensorFlow that emitted graphs use. `u32` and `i64` appear inside composites only. */
export type TensorflowDtype = Dtype | 'u32' | 'i64' | 'resource' | 'variant' | 'string';

/** The value of an attribute of a TensorFlow node, said with its kind because a number alone could be three. */
export type TensorflowAttribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly bool: boolean }
  | { readonly string: string }
  | { readonly type: TensorflowDtype }
  | { readonly types: readonly TensorflowDtype[] }
  | { readonly ints: readonly number[] }
  | { readonly strings: readonly string[] }
  /** -1 is a size that only a call knows; `null` a shape of unknown rank. */
  | { readonly shape: readonly number[] | null }
  | { readonly shapes: readonly (readonly number[] | null)[] }
  /** A constant, row-major. */
  | {
      readonly tensor: {
        readonly dtype: TensorflowDtype;
        readonly shape: readonly number[];
        readonly values: readonly number[] | Float32Array;
      };
    }
  /** A function of the graph's library, by name. */
  | { readonly function: string };

export type TensorflowAttributes = Readonly<Record<string, TensorflowAttribute>>;

/**
 * What an op's TensorFlow emission may do: refer to its inputs, add nodes, name constants and sizes.
 *
 * A result is named as TensorFlow names it: `node` for the first output, `node:1` for the second; inside functions the writer translates.
 */
export interface TensorflowWriter {
  /** TensorFlow name of a value that has been written. */
  name(value: Value): string;
  /** A `Placeholder` for what comes from outside under that name; asked for again, the same one. Not inside composites. */
  input(name: string, dtype: Dtype, shape: readonly Dimension[]): string;
  /**
   * Adds a node with `outputs` results (one unless said) and returns their names. Its name follows the spec's scope: `tone/dense_1/MatMul`.
   * Attributes that are the type of an input, or count the inputs, need not be given. A node without results (0 outputs), which changes a
   * variable, is named as others wait for it: `^node`.
   */
  add(
    op: string,
    inputs: readonly string[],
    attributes?: TensorflowAttributes,
    options?: { readonly outputs?: number },
  ): readonly string[];
  /** A constant; equal ones are written once. */
  floats(values: readonly number[], shape?: readonly number[]): string;
  integers(values: readonly number[], shape?: readonly number[]): string;
  /** An `i32` vector with the numbers that the dimensions stand for in this call; a constant where they are all numbers. */
  shape(dimensions: readonly Dimension[]): string;
  /** An `i32` scalar with the number that a dimension stands for in this call. */
  size(dimension: Dimension): string;
  /** An `f32` scalar of the same number. */
  count(dimension: Dimension): string;
  /**
   * A piece of graph that an engine may have one kernel for: an LSTM, a random mask. It becomes a function of the library and one call of it,
   * which carries `kernel` and `attributes` in `_emoc` and `_emoc_NAME`; an engine without the kernel runs the body. Exported models have the
   * body written in place.
   *
   * Everything the body reads comes in through `inputs`. `write` gets a writer for the body and the names of the inputs in it.
   */
  composite(
    kernel: string,
    use: {
      readonly inputs: readonly { readonly name: string; readonly dtype: TensorflowDtype }[];
      readonly outputs: readonly TensorflowDtype[];
      readonly attributes: Attributes;
    },
    write: (body: TensorflowWriter, inputs: readonly string[]) => readonly string[],
  ): readonly string[];
  /**
   * A loop with a state, as `While` does it: `body` and `condition` become functions. Results are the last state. What the loop only reads
   * must be part of its state. `parallelIterations` is 1: one step needs the one before.
   */
  loop(
    state: readonly { readonly name: string; readonly dtype: TensorflowDtype }[],
    condition: (writer: TensorflowWriter, state: readonly string[]) => string,
    body: (writer: TensorflowWriter, state: readonly string[]) => readonly string[],
  ): readonly string[];
}
