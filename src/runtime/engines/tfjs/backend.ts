import type { Attribute, KernelBackend, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { Attributes } from '../../../compiler/graph/op.ts';
import type { TensorflowAttributes } from '../../../compiler/graph/tensorflow-writer.ts';
import type { Value } from './values.ts';

/** Settings of a tfjs kernel, as each kernel documents its own. */
export type KernelAttributes = Readonly<
  Record<string, Attribute | readonly number[] | number | string | boolean | undefined | null>
>;

export type KernelInputs = Readonly<Record<string, TensorInfo>> | readonly TensorInfo[];

/** One kernel of tfjs, called without its engine: no tape, no scopes, no `Tensor` objects. */
export type Kernel = (call: {
  readonly inputs: KernelInputs;
  readonly backend: KernelBackend;
  readonly attrs: KernelAttributes | NamedAttrMap;
}) => TensorInfo | TensorInfo[];

/** A kernel of emoc's own for a composite of emitted graphs. It gets what the call gets and must not dispose of it. */
export type CompositeKernel = (runtime: Runtime, inputs: readonly Value[], attributes: Attributes) => readonly Value[];

/** The same for one of TensorFlow's operations, with the attributes of its node. */
export type OverrideKernel = (runtime: Runtime, inputs: readonly Value[], attributes: TensorflowAttributes) => readonly Value[];

/** What operations of a graph are computed with: the kernels of one tfjs backend over one instance of it. */
export interface Runtime {
  readonly backend: KernelBackend;
  /** Is told which node of the graph runs next. */
  readonly begin?: (node: string) => void;
  /** Runs a kernel with one result. Throws where the backend has no such kernel. */
  run(kernel: string, inputs: KernelInputs, attributes?: KernelAttributes): TensorInfo;
  /** The same for a kernel with a list of results. */
  runAll(kernel: string, inputs: KernelInputs, attributes?: KernelAttributes): readonly TensorInfo[];
  /** The tensor of a value; host numbers are uploaded the first time. It stays the value's own. */
  tensor(value: Value | undefined): TensorInfo;
  /** Gives a tensor back that an operation has made for itself. */
  dispose(tensor: TensorInfo): void;
  /** Operations that run in another way than tfjs's kernels would, by TensorFlow's name. */
  readonly overrides: Readonly<Record<string, OverrideKernel>>;
  /** Kernels for composites, by the name they carry in `_emoc`. */
  readonly composites: Readonly<Record<string, CompositeKernel>>;
}
