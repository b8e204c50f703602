import type { Dimension } from '../../graph/dimension.ts';
import { sizeOf } from '../../graph/tensor.ts';
import type { TensorflowDtype } from '../../graph/tensorflow-writer.ts';
import { dataTypeNames } from './data-type-names.ts';
import { graphDefJson } from './graph-def.ts';
import type { Json } from './message-json.ts';
import { NodeNames } from './node-names.ts';
import type { TensorflowGraph, TensorflowNode, TensorflowValue } from './tensorflow-graph.ts';

/** A trained tensor: a parameter or a buffer. */
export interface GraphModelWeight {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** What the file `model.json` of a GraphModel holds. */
export interface GraphModelJson {
  readonly format: 'graph-model';
  readonly generatedBy: string;
  readonly convertedBy: null;
  readonly signature: { readonly [name: string]: Json };
  readonly modelTopology: { readonly [name: string]: Json };
  readonly weightsManifest: readonly [{ readonly paths: readonly string[]; readonly weights: readonly WeightSpec[] }];
}

interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32' | 'bool';
}

export interface GraphModel {
  readonly model: GraphModelJson;
  /** The bytes of the one file that the manifest names, little-endian. */
  readonly weights: Uint8Array;
}

interface Constant {
  readonly node: string;
  readonly dtype: TensorflowDtype;
  readonly shape: readonly number[];
  readonly values: Iterable<number>;
}

const weightDtypes: Readonly<Partial<Record<TensorflowDtype, WeightSpec['dtype']>>> = {
  f32: 'float32',
  i32: 'int32',
  bool: 'bool',
};

/**
 * Makes a tfjs GraphModel of an emitted graph with its composites in place: `tf.loadGraphModel` reads it, in a browser or in Node.
 *
 * Inputs that `weights` has become constants; the others are the model's inputs, under emoc's names in the signature, as are the outputs.
 * A graph with a recurrence holds a loop, and tfjs runs loops by `executeAsync` alone.
 */
export function graphModel(
  graph: TensorflowGraph,
  weights: ReadonlyMap<string, GraphModelWeight>,
  { generatedBy, weightsFile }: { readonly generatedBy: string; readonly weightsFile: string },
): GraphModel {
  const trained = new Map(
    graph.inputs.flatMap(({ name, result, dtype }) => {
      const weight = weights.get(name);
      return weight === undefined ? [] : [[result, { dtype, ...weight }] as const];
    }),
  );
  const constants: Constant[] = [];
  const nodes = graph.nodes.map((node) => {
    const weight = trained.get(node.name);
    if (weight === undefined) return withoutValue(node, constants);
    constants.push({ node: node.name, dtype: weight.dtype, shape: weight.shape, values: weight.data });
    return { ...node, op: 'Const', attributes: { dtype: { type: weight.dtype } } };
  });
  const functions = graph.functions.map((each) => {
    // tfjs finds constants of functions by their names among all weights, so these must be unique in the whole model.
    const moved = new Map(
      each.nodes.flatMap(({ name, op }) => (op === 'Const' ? [[name, `${each.name}/${name}`] as const] : [])),
    );
    const renamed = each.nodes.map((node) => ({
      ...node,
      name: moved.get(node.name) ?? node.name,
      inputs: node.inputs.map((input) => moved.get(input) ?? input),
    }));
    return { ...each, nodes: renamed.map((node) => withoutValue(node, constants)) };
  });
  const inputs = graph.inputs.filter(({ name }) => !weights.has(name));
  const { outputs, copies } = namedOutputs(graph);
  return {
    model: {
      format: 'graph-model',
      generatedBy,
      convertedBy: null,
      signature: { inputs: signatureOf(inputs), outputs: signatureOf(outputs) },
      modelTopology: graphDefJson({ nodes: [...nodes, ...copies], functions }),
      weightsManifest: [{ paths: [weightsFile], weights: constants.map(specOf) }],
    },
    weights: bytesOf(constants),
  };
}

/** A node without its constant, which goes to the weights. */
function withoutValue(node: TensorflowNode, constants: Constant[]): TensorflowNode {
  const { value, ...attributes } = node.attributes;
  if (node.op !== 'Const' || value === undefined || !('tensor' in value)) return node;
  constants.push({ node: node.name, ...value.tensor });
  return { ...node, attributes };
}

/** Outputs get nodes of their own names: tfjs asks for nodes, and `tone/lstm_1:2` is none. */
function namedOutputs({ nodes, outputs }: TensorflowGraph): { outputs: TensorflowValue[]; copies: TensorflowNode[] } {
  const names = new NodeNames();
  for (const { name } of nodes) names.fresh(name);
  const copies = outputs.map(({ name, result, dtype }): TensorflowNode => {
    return { name: names.fresh(name), op: 'Identity', inputs: [result], attributes: { T: { type: dtype } } };
  });
  return { outputs: outputs.map((output, place) => ({ ...output, result: copies[place]!.name })), copies };
}

const signatureOf = (values: readonly TensorflowValue[]): { readonly [name: string]: Json } =>
  Object.fromEntries(
    values.map(({ name, result, dtype, shape }) => [
      name,
      { name: `${result}:0`, dtype: dataTypeNames[dtype], tensorShape: { dim: shape.map((size) => ({ size: openSize(size) })) } },
    ]),
  );

const openSize = (dimension: Dimension): string => (typeof dimension === 'string' ? '-1' : String(dimension));

function specOf({ node, dtype, shape }: Constant): WeightSpec {
  const kind = weightDtypes[dtype];
  if (kind === undefined) throw new Error(`tfjs has no constants of ${dtype}, as ${node} is (a bug of emoc)`);
  return { name: node, shape, dtype: kind };
}

function bytesOf(constants: readonly Constant[]): Uint8Array {
  const widthOf = (dtype: TensorflowDtype): number => (dtype === 'bool' ? 1 : 4);
  const sizeBytes = constants.reduce((total, { dtype, shape }) => total + sizeOf(shape) * widthOf(dtype), 0);
  const bytes = new Uint8Array(sizeBytes);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const { dtype, values } of constants) {
    for (const value of values) {
      if (dtype === 'f32') view.setFloat32(at, value, true);
      else if (dtype === 'i32') view.setInt32(at, value, true);
      else bytes[at] = value === 0 ? 0 : 1;
      at += widthOf(dtype);
    }
  }
  return bytes;
}
