import type { Dimension } from './dimension.ts';
import type { Dtype, Value } from './graph.ts';

export type OnnxDtype = Dtype | 'i64' | 'u8';

export type OnnxAttribute = number | string | readonly number[] | { readonly float: number } | { readonly body: OnnxBody };

/** A subgraph, as the body of a `Scan`. */
export interface OnnxBody {
  readonly inputs: readonly { readonly name: string; readonly dtype: OnnxDtype; readonly rank: number }[];
  readonly outputs: readonly { readonly name: string; readonly dtype: OnnxDtype; readonly rank: number }[];
  readonly nodes: readonly OnnxNode[];
}

export interface OnnxNode {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Integer numbers become ints, integer lists ints; a float is said as `{ float: 0.5 }`. */
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>;
  /** `''` for ONNX's own operators, `com.microsoft` for ONNX Runtime's. */
  readonly domain?: string;
}

/** Domain of ONNX Runtime's operators on images whose channels lie in blocks. */
export const blockedDomain = 'com.microsoft.nchwc';

/** What an op's ONNX emission may do: refer to its inputs, add nodes, and name constants and sizes. */
export interface OnnxWriter {
  /** Whether several threads will run the model: what runs on one of them is then to be avoided, at the price of some work. */
  readonly isParallel: boolean;
  /**
   * How many channels of an image the runner's convolutions want side by side: [B, C / n, H, W, n] in memory, while the shape still says
   * [B, C, H, W]. Null where the runner has no such convolutions.
   */
  readonly channelBlock: number | null;
  /** ONNX name of a value that has been written. */
  name(value: Value): string;
  /** Adds a node with `outputs` fresh names (one unless said) and returns them. */
  add(
    type: string,
    inputs: readonly string[],
    attributes?: Readonly<Record<string, OnnxAttribute>>,
    options?: { readonly outputs?: number; readonly domain?: string },
  ): readonly string[];
  /** The value with its axes in another order. Of a value that is itself transposed, its source is; one that comes back costs nothing. */
  transpose(name: string, permutation: readonly number[]): string;
  /** Values one behind the other along an axis, where they have these sizes. */
  join(names: readonly string[], sizes: readonly number[], axis: number): string;
  /** Cuts an axis into pieces of these sizes. What was joined from such pieces is not cut: they are there already. */
  cut(name: string, sizes: readonly number[], axis: number): readonly string[];
  /** The image of `shape` with its channels in blocks; C must be a multiple of `channelBlock`. What was made so costs nothing. */
  inBlocks(name: string, shape: readonly Dimension[]): string;
  /** The name that stands for an image which was made in blocks. Its other form is only computed where somebody reads it. */
  fromBlocks(blocked: string, shape: readonly Dimension[]): string;
  /** Whether the image was made in blocks. */
  isMadeInBlocks(name: string): boolean;
  /** A node that treats all elements alike and gives numbers of `dtype`. Of images that were made in blocks it makes one in blocks. */
  elementWise(
    type: string,
    names: readonly string[],
    dtype: Dtype,
    attributes?: Readonly<Record<string, OnnxAttribute>>,
  ): readonly string[];
  /** A fresh name, unique in the model; for the inside of bodies. */
  fresh(stem: string): string;
  /** A constant; equal ones are written once. */
  floats(values: readonly number[], shape?: readonly number[]): string;
  integers(values: readonly number[], shape?: readonly number[]): string;
  /** The same of integers from 0 to 255, a byte each. */
  bytes(values: readonly number[], shape?: readonly number[]): string;
  /** A constant `int64` vector: what ONNX takes for axes, starts, ends. */
  longs(values: readonly number[]): string;
  /** An `int64` vector with the numbers that the dimensions stand for in this call; a constant where they are all numbers. */
  shape(dimensions: readonly Dimension[]): string;
  /** An `f32` scalar with the number that a dimension stands for in this call. */
  count(dimension: Dimension): string;
}
