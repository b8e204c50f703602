import type { Dimension } from '../../graph/dimension.ts';
import { blockedDomain, type OnnxAttribute, type OnnxBody, type OnnxDtype, type OnnxNode } from '../../graph/onnx-writer.ts';
import type { Message } from './onnx-schema.ts';

/** Numbers of `TensorProto.DataType`. */
const dataTypes: Readonly<Record<OnnxDtype, number>> = { f32: 1, u8: 2, i32: 6, i64: 7, bool: 9 };

/** Numbers of `AttributeProto.AttributeType`. */
const attributeTypes = { float: 1, int: 2, string: 3, graph: 5, ints: 7 } as const;

const operatorSets = [
  { domain: '', version: 18 },
  { domain: 'com.microsoft', version: 1 },
];

/** A model around a graph; `isBlocked` says whether it may hold operators on blocks of channels. */
export const modelMessage = (isBlocked: boolean, graph: Message): Message => ({
  ir_version: 9,
  producer_name: 'emoc',
  opset_import: [...operatorSets, ...(isBlocked ? [{ domain: blockedDomain, version: 1 }] : [])],
  graph,
});

export interface ConstantTensor {
  readonly name: string;
  readonly dtype: 'f32' | 'u8' | 'i32' | 'i64';
  readonly shape: readonly number[];
  readonly values: readonly number[] | Float32Array;
}

export const constantMessage = ({ name, dtype, shape, values }: ConstantTensor): Message => ({
  name,
  dims: shape,
  data_type: dataTypes[dtype],
  raw_data: bytesOf(dtype, values),
});

/** ONNX holds raw data in little-endian order, whatever the machine. */
function bytesOf(dtype: ConstantTensor['dtype'], values: ConstantTensor['values']): Uint8Array {
  if (dtype === 'u8') return Uint8Array.from(values);
  const width = dtype === 'i64' ? 8 : 4;
  const bytes = new Uint8Array(values.length * width);
  const view = new DataView(bytes.buffer);
  for (const [place, value] of values.entries()) {
    if (dtype === 'f32') view.setFloat32(place * width, value, true);
    else if (dtype === 'i32') view.setInt32(place * width, value, true);
    else view.setBigInt64(place * width, BigInt(value), true);
  }
  return bytes;
}

/** Name and type of an input or output of a graph. A symbol keeps its name, a size of -1 is left open. */
export const valueMessage = (name: string, dtype: OnnxDtype, shape: readonly Dimension[]): Message => ({
  name,
  type: { tensor_type: { elem_type: dataTypes[dtype], shape: { dim: shape.map(dimensionMessage) } } },
});

/** Name and type of a list of `f32` tensors. */
export const listMessage = (name: string): Message => ({
  name,
  type: { sequence_type: { elem_type: { tensor_type: { elem_type: dataTypes.f32 } } } },
});

function dimensionMessage(dimension: Dimension): Message {
  if (typeof dimension === 'string') return { dim_param: dimension };
  return dimension < 0 ? {} : { dim_value: dimension };
}

/** A node; `rename` gives the final name of every value. */
export function nodeMessage(name: string, node: OnnxNode, rename: (name: string) => string): Message {
  const { type, inputs, outputs, attributes = {}, domain = '' } = node;
  return {
    op_type: type,
    name,
    input: inputs.map(rename),
    output: outputs.map(rename),
    ...(domain === '' ? {} : { domain }),
    attribute: Object.entries(attributes).map(([key, value]) => attributeMessage(name, key, value, rename)),
  };
}

function attributeMessage(owner: string, name: string, value: OnnxAttribute, rename: (name: string) => string): Message {
  if (typeof value === 'number') {
    if (!Number.isInteger(value)) throw new Error(`the attribute ${name} of ${owner} is ${value}, no integer (a bug of emoc)`);
    return { name, type: attributeTypes.int, i: value };
  }
  if (typeof value === 'string') return { name, type: attributeTypes.string, s: new TextEncoder().encode(value) };
  if ('float' in value) return { name, type: attributeTypes.float, f: value.float };
  if ('body' in value) return { name, type: attributeTypes.graph, g: bodyMessage(owner, value.body, rename) };
  return { name, type: attributeTypes.ints, ints: value };
}

const bodyMessage = (owner: string, { inputs, outputs, nodes }: OnnxBody, rename: (name: string) => string): Message => ({
  name: `${owner}/body`,
  node: nodes.map((node, place) => nodeMessage(`${owner}/body/${node.type}_${place}`, node, rename)),
  input: inputs.map(({ name, dtype, rank }) => valueMessage(name, dtype, new Array<number>(rank).fill(-1))),
  output: outputs.map(({ name, dtype, rank }) => valueMessage(name, dtype, new Array<number>(rank).fill(-1))),
});
