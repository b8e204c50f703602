import type { TensorflowAttributes } from '../../../compiler/graph/tensorflow-writer.ts';
import type { Runtime } from './backend.ts';
import type { HostValue, Value } from './values.ts';

/** A use of an operation in a graph that runs. */
export interface NodeUse {
  /** TensorFlow's name of the operation. */
  readonly op: string;
  readonly inputs: readonly Value[];
  readonly attributes: TensorflowAttributes;
  readonly runtime: Runtime;
}

/** How operations of TensorFlow run on tfjs: one file a kind of operation, found by its name. */
export interface NodeKind {
  /** TensorFlow's names of what this runs. */
  readonly ops: readonly string[];
  /** With numbers alone, where every input is known on the host: so that arithmetic on shapes costs no kernel. */
  readonly host?: (use: NodeUse & { readonly inputs: readonly HostValue[] }) => readonly Value[];
  /** With kernels of the backend. */
  readonly device?: (use: NodeUse) => readonly Value[];
}

export const defineNode = (kind: NodeKind): NodeKind => kind;
