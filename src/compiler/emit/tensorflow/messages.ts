import type { TensorflowAttribute, TensorflowDtype } from '../../graph/tensorflow-writer.ts';
import { opDefinitions } from './op-definitions.ts';
import type { TensorflowFunction, TensorflowNode } from './tensorflow-graph.ts';
import type { Message } from './tensorflow-schema.ts';

/** Numbers of TensorFlow's `DataType`. */
export const dataTypes: Readonly<Record<TensorflowDtype, number>> = {
  f32: 1,
  i32: 3,
  string: 7,
  i64: 9,
  bool: 10,
  resource: 20,
  variant: 21,
  u32: 22,
};

/** A shape; -1 is a size left open, `null` a shape of unknown rank. */
export const shapeMessage = (shape: readonly number[] | null): Message =>
  shape === null ? { unknown_rank: true } : { dim: shape.map((size) => ({ size })) };

export function attributeMessage(value: TensorflowAttribute): Message {
  if ('int' in value) return { i: value.int };
  if ('float' in value) return { f: value.float };
  if ('bool' in value) return { b: value.bool };
  if ('string' in value) return { s: bytesOfText(value.string) };
  if ('type' in value) return { type: dataTypes[value.type] };
  if ('types' in value) return { list: { type: value.types.map((type) => dataTypes[type]) } };
  if ('ints' in value) return { list: { i: value.ints } };
  if ('strings' in value) return { list: { s: value.strings.map(bytesOfText) } };
  if ('shape' in value) return { shape: shapeMessage(value.shape) };
  if ('shapes' in value) return { list: { shape: value.shapes.map(shapeMessage) } };
  if ('function' in value) return { func: { name: value.function } };
  return { tensor: tensorMessage(value.tensor) };
}

const bytesOfText = (text: string): Uint8Array => new TextEncoder().encode(text);

type ConstantTensor = Extract<TensorflowAttribute, { readonly tensor: unknown }>['tensor'];

const tensorMessage = ({ dtype, shape, values }: ConstantTensor): Message => ({
  dtype: dataTypes[dtype],
  tensor_shape: shapeMessage(shape),
  tensor_content: bytesOf(dtype, values),
});

const widths: Readonly<Partial<Record<TensorflowDtype, number>>> = { f32: 4, i32: 4, u32: 4, i64: 8, bool: 1 };

/** Values as TensorFlow keeps them in `tensor_content` on every machine it runs on: little-endian. */
function bytesOf(dtype: TensorflowDtype, values: readonly number[] | Float32Array): Uint8Array {
  const width = widths[dtype];
  if (width === undefined) throw new Error(`there are no constants of ${dtype} (a bug of emoc)`);
  const bytes = new Uint8Array(values.length * width);
  const view = new DataView(bytes.buffer);
  for (const [place, value] of values.entries()) {
    if (dtype === 'f32') view.setFloat32(place * width, value, true);
    else if (dtype === 'i32') view.setInt32(place * width, value, true);
    else if (dtype === 'u32') view.setUint32(place * width, value, true);
    else if (dtype === 'i64') view.setBigInt64(place * width, BigInt(value), true);
    else bytes[place] = value === 0 ? 0 : 1;
  }
  return bytes;
}

export const nodeMessage = (node: TensorflowNode): Message => ({
  name: node.name,
  op: node.op,
  input: node.inputs,
  attr: Object.fromEntries(Object.entries(node.attributes).map(([name, value]) => [name, attributeMessage(value)])),
});

/**
 * A function of the library. Graphs name a result by its number (`node:1`), functions by the output argument of its op (`node:indices:0`); an
 * input of the function is named alone in both.
 */
export function functionMessage({ name, inputs, outputs, nodes }: TensorflowFunction): Message {
  const operations = new Map(nodes.map((node) => [node.name, node.op]));
  const isInput = new Set(inputs.map((input) => input.name));
  const rename = (result: string): string => {
    if (result.startsWith('^') || isInput.has(result)) return result;
    const [node = '', place = '0'] = result.split(':');
    const op = operations.get(node);
    if (op === undefined) throw new Error(`the function ${name} has no node ${node} (a bug of emoc)`);
    return `${node}:${outputArgument(op, Number(place))}`;
  };
  return {
    signature: {
      name,
      input_arg: inputs.map((input) => ({ name: input.name, type: dataTypes[input.dtype] })),
      output_arg: outputs.map((output) => ({ name: output.name, type: dataTypes[output.dtype] })),
      is_stateful: inputs.some(({ dtype }) => dtype === 'resource'),
    },
    node_def: nodes.map((node) => nodeMessage({ ...node, inputs: node.inputs.map(rename) })),
    ret: Object.fromEntries(outputs.map((output) => [output.name, rename(output.from)])),
  };
}

/** How a function's body calls result number `place` of an op: `product:0`, `idx:0`, or `output:3` of a list. */
function outputArgument(op: string, place: number): string {
  const definition = opDefinitions[op];
  if (definition === undefined) throw new Error(`TensorFlow's op ${op} is not defined (a bug of emoc)`);
  const names = Object.keys(definition.outputs);
  if (definition.hasListOutput === true) return `${names[0]}:${place}`;
  if (names[place] === undefined) throw new Error(`TensorFlow's op ${op} has no result ${place} (a bug of emoc)`);
  return `${names[place]}:0`;
}
