import type { Dimension } from '../../graph/dimension.ts';
import type { Dtype } from '../../graph/graph.ts';
import type { TensorflowAttributes, TensorflowDtype } from '../../graph/tensorflow-writer.ts';

/** One node of a GraphDef. Nodes stand in an order in which they can run. */
export interface TensorflowNode {
  /** Unique in its graph or function; follows the spec: `tone/dense_1/MatMul`. */
  readonly name: string;
  readonly op: string;
  /** Results of nodes (`node`, `node:1`); inside a function also its inputs. `^node` waits for a node and reads nothing. */
  readonly inputs: readonly string[];
  readonly attributes: TensorflowAttributes;
}

/** A function of the library. Names of results are the same kind as in a graph; the protobuf writer turns them into FunctionDef's. */
export interface TensorflowFunction {
  readonly name: string;
  readonly inputs: readonly { readonly name: string; readonly dtype: TensorflowDtype }[];
  readonly outputs: readonly { readonly name: string; readonly dtype: TensorflowDtype; readonly from: string }[];
  readonly nodes: readonly TensorflowNode[];
}

/** An input (a `Placeholder` node of that name) or an output of a graph. */
export interface TensorflowValue {
  /** emoc's name, as `said`, `tone/dense_1/kernel`, `gradient/tone/dense_1/kernel`. */
  readonly name: string;
  /** The result in the graph, as `tone/dense_1/MatMul` or `tone/lstm_1:2`. */
  readonly result: string;
  readonly dtype: Dtype;
  readonly shape: readonly Dimension[];
}

/**
 * A graph as TensorFlow's data, before it becomes bytes: what the protobuf and JSON writers print, and what the tfjs engines walk.
 *
 * Inputs are fields, parameters, buffers, and `run/seed` (i32 []) and `run/step` (i32 []) where masks are drawn.
 */
export interface TensorflowGraph {
  readonly nodes: readonly TensorflowNode[];
  readonly functions: readonly TensorflowFunction[];
  readonly inputs: readonly TensorflowValue[];
  readonly outputs: readonly TensorflowValue[];
}

export interface EmitTensorflowOptions {
  /** `call`: composites stay calls of functions, so that an engine can put its own kernel there. `inline`: for exported models. */
  readonly composites: 'call' | 'inline';
  /** Sizes that are known for the whole run, as those of a vocabulary (`V_…`), written as constants. */
  readonly bindings: Readonly<Record<string, number>>;
}
