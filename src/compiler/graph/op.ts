import type { Builder } from './builder.ts';
import type { Bindings, Dimension } from './dimension.ts';
import type { Node, TensorType, Value } from './graph.ts';
import type { OnnxWriter } from './onnx-writer.ts';
import type { Tensor } from './tensor.ts';
import type { TensorflowWriter } from './tensorflow-writer.ts';

/** Settings of an op's use, all known when the graph is built. Compared by their JSON. */
export type Attributes = Readonly<Record<string, number | boolean | string | readonly number[] | readonly Dimension[]>>;

/**
 * A primitive operation: everything that any part of emoc needs to know of it, as data.
 *
 * Inputs of `f32` are differentiable; inputs of `i32` and `bool` never receive a gradient.
 */
export interface Op<A extends Attributes = Attributes> {
  readonly name: string;
  /** Default of each attribute; an op may be used with any part of them. */
  readonly attributes: A;
  /** Types of the outputs. Throws a `ShapeError` where the inputs do not fit: the checker has made sure that they do. */
  readonly shape: (inputs: readonly TensorType[], attributes: A) => readonly TensorType[];
  /** Gradients of the inputs, built from ops; `null` for an input that gets none. An op without a rule stops gradients. */
  readonly gradient?: (context: GradientContext<A>) => readonly (Value | null)[];
  /** Floating-point operations of one use: a multiply-add counts 2, a move 0, a transcendental function 1 an element. */
  readonly flops: (inputs: readonly (readonly number[])[], outputs: readonly (readonly number[])[], attributes: A) => number;
  /** The definition, in float64. */
  readonly evaluate: (inputs: readonly Tensor[], attributes: A, context: EvaluateContext) => readonly Tensor[];
  /** Writes ONNX nodes for one use and returns the ONNX names of its outputs. */
  readonly onnx: (node: Node, writer: OnnxWriter, attributes: A) => readonly string[];
  /** Writes TensorFlow nodes for one use and returns the names of its outputs. */
  readonly tensorflow: (node: Node, writer: TensorflowWriter, attributes: A) => readonly string[];
}

export interface GradientContext<A extends Attributes> {
  readonly node: Node;
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  readonly attributes: A;
  /** Gradient of the loss by each output; `null` where the loss does not depend on it. At least one is not `null`. */
  readonly outputGradients: readonly (Value | null)[];
  /** Whether anybody asks for the gradient of an input: a rule need not build what nobody reads. */
  readonly wants: readonly boolean[];
  readonly g: Builder;
}

export interface EvaluateContext {
  readonly bindings: Bindings;
  /** Key of the counter-based generator and the training step, for `keepMask`. */
  readonly seed: number;
  readonly step: number;
}

/** A use of an op on inputs that do not fit it. Ours to prevent: it means that a kind's type rule let something through. */
export class ShapeError extends Error {
  constructor(op: string, problem: string) {
    super(`${op}: ${problem} (a bug of emoc)`);
    this.name = 'ShapeError';
  }
}

/** Declares an op. The attributes' type is inferred from their defaults. */
export const defineOp = <A extends Attributes>(op: Op<A>): Op<A> => op;
