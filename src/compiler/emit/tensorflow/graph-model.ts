import type { Dimension } from '../../graph/dimension.ts';
import { sizeOf } from '../../graph/tensor.ts';
import type { TensorflowDtype } from '../../graph/tensorflow-writer.ts';
import { dataTypeNames } from './data-type-names.ts';
import { graphDefJson } from './graph-def.ts';
import type { Json } from './message-json.ts';
import { nameOutputs } from './name-outputs.ts';
import type { TensorflowGraph, TensorflowNode, TensorflowValue } from './tensorflow-graph.ts';

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
  /** The files that the manifest names: together, one behind the other, the weights as little-endian numbers. */
  readonly shards: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

interface Constant {
  readonly node: string;
  readonly dtype: TensorflowDtype;
  readonly shape: readonly number[];
  readonly values: Iterable<number>;
}

/** Browsers keep files of up to so many bytes in their cache. */
const shardBytes = 4 * 2 ** 20;

const weightDtypes: Readonly<Partial<Record<TensorflowDtype, WeightSpec['dtype']>>> = {
  f32: 'float32',
  i32: 'int32',
  bool: 'bool',
};

/**
 * Makes a tfjs GraphModel of an emitted graph with its composites in place and its weights inside (`freeze`): `tf.loadGraphModel` reads it, in a
 * browser or in Node. Inputs and outputs have emoc's names in the signature.
 *
 * A graph with a recurrence holds a loop, and tfjs runs loops by `executeAsync` alone.
 */
export function graphModel(graph: TensorflowGraph, { generatedBy }: { readonly generatedBy: string }): GraphModel {
  const { nodes, functions, inputs, outputs } = nameOutputs(graph);
  const constants: Constant[] = [];
  const written = {
    nodes: nodes.map((node) => withoutValue(node, constants)),
    functions: functions.map((each) => {
      // tfjs finds constants of functions by their names among all weights, so these must be unique in the whole model.
      const isConstant = new Set(each.nodes.flatMap(({ name, op }) => (op === 'Const' ? [name] : [])));
      const unique = (name: string): string => (isConstant.has(name) ? `${each.name}/${name}` : name);
      const renamed = each.nodes.map((node) => ({ ...node, name: unique(node.name), inputs: node.inputs.map(unique) }));
      return { ...each, nodes: renamed.map((node) => withoutValue(node, constants)) };
    }),
  };
  const shards = shardsOf(bytesOf(constants));
  return {
    model: {
      format: 'graph-model',
      generatedBy,
      convertedBy: null,
      signature: { inputs: signatureOf(inputs), outputs: signatureOf(outputs) },
      modelTopology: graphDefJson(written),
      weightsManifest: [{ paths: shards.map(({ name }) => name), weights: constants.map(specOf) }],
    },
    shards,
  };
}

function shardsOf(bytes: Uint8Array): GraphModel['shards'] {
  const count = Math.max(1, Math.ceil(bytes.length / shardBytes));
  return Array.from({ length: count }, (_, place) => ({
    name: `weights-${place + 1}-of-${count}.bin`,
    bytes: bytes.subarray(place * shardBytes, (place + 1) * shardBytes),
  }));
}

/** A node without its constant, which goes to the weights. */
function withoutValue(node: TensorflowNode, constants: Constant[]): TensorflowNode {
  const { value, ...attributes } = node.attributes;
  if (node.op !== 'Const' || value === undefined || !('tensor' in value)) return node;
  constants.push({ node: node.name, ...value.tensor });
  return { ...node, attributes };
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
