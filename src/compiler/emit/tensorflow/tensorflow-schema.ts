import protobuf from 'protobufjs/light.js';

type Fields = Readonly<
  Record<string, { readonly rule?: 'repeated'; readonly keyType?: string; readonly type: string; readonly id: number }>
>;

/** A message by the rules of `proto2`: an attribute of 0 is written and not left out, as it must be where one of several kinds is meant. */
const message = (fields: Fields) => ({ edition: 'proto2', fields }) as const;

/**
 * The part of TensorFlow's protocol buffer schema (graph.proto, node_def.proto, attr_value.proto, tensor.proto, function.proto, op_def.proto,
 * meta_graph.proto, saved_model.proto; TensorFlow 2.18) that emitted graphs use, with the numbers of its fields.
 *
 * Said as data for protobufjs's reflection, so that no file is parsed or generated.
 */
const schema = {
  nested: {
    tensorflow: {
      nested: {
        SavedModel: message({
          saved_model_schema_version: { type: 'int64', id: 1 },
          meta_graphs: { rule: 'repeated', type: 'MetaGraphDef', id: 2 },
        }),
        MetaGraphDef: message({
          meta_info_def: { type: 'MetaInfoDef', id: 1 },
          graph_def: { type: 'GraphDef', id: 2 },
          signature_def: { keyType: 'string', type: 'SignatureDef', id: 5 },
        }),
        MetaInfoDef: message({
          meta_graph_version: { type: 'string', id: 1 },
          tags: { rule: 'repeated', type: 'string', id: 4 },
          tensorflow_version: { type: 'string', id: 5 },
        }),
        SignatureDef: message({
          inputs: { keyType: 'string', type: 'TensorInfo', id: 1 },
          outputs: { keyType: 'string', type: 'TensorInfo', id: 2 },
          method_name: { type: 'string', id: 3 },
        }),
        TensorInfo: message({
          name: { type: 'string', id: 1 },
          dtype: { type: 'int32', id: 2 },
          tensor_shape: { type: 'TensorShapeProto', id: 3 },
        }),
        GraphDef: message({
          node: { rule: 'repeated', type: 'NodeDef', id: 1 },
          library: { type: 'FunctionDefLibrary', id: 2 },
          versions: { type: 'VersionDef', id: 4 },
        }),
        VersionDef: message({ producer: { type: 'int32', id: 1 }, min_consumer: { type: 'int32', id: 2 } }),
        NodeDef: message({
          name: { type: 'string', id: 1 },
          op: { type: 'string', id: 2 },
          input: { rule: 'repeated', type: 'string', id: 3 },
          device: { type: 'string', id: 4 },
          attr: { keyType: 'string', type: 'AttrValue', id: 5 },
        }),
        AttrValue: message({
          list: { type: 'ListValue', id: 1 },
          s: { type: 'bytes', id: 2 },
          i: { type: 'int64', id: 3 },
          f: { type: 'float', id: 4 },
          b: { type: 'bool', id: 5 },
          type: { type: 'int32', id: 6 },
          shape: { type: 'TensorShapeProto', id: 7 },
          tensor: { type: 'TensorProto', id: 8 },
          func: { type: 'NameAttrList', id: 10 },
        }),
        ListValue: message({
          s: { rule: 'repeated', type: 'bytes', id: 2 },
          i: { rule: 'repeated', type: 'int64', id: 3 },
          type: { rule: 'repeated', type: 'int32', id: 6 },
          shape: { rule: 'repeated', type: 'TensorShapeProto', id: 7 },
        }),
        NameAttrList: message({ name: { type: 'string', id: 1 }, attr: { keyType: 'string', type: 'AttrValue', id: 2 } }),
        TensorProto: message({
          dtype: { type: 'int32', id: 1 },
          tensor_shape: { type: 'TensorShapeProto', id: 2 },
          tensor_content: { type: 'bytes', id: 4 },
        }),
        TensorShapeProto: message({
          dim: { rule: 'repeated', type: 'Dim', id: 2 },
          unknown_rank: { type: 'bool', id: 3 },
        }),
        Dim: message({ size: { type: 'int64', id: 1 }, name: { type: 'string', id: 2 } }),
        FunctionDefLibrary: message({ function: { rule: 'repeated', type: 'FunctionDef', id: 1 } }),
        FunctionDef: message({
          signature: { type: 'OpDef', id: 1 },
          node_def: { rule: 'repeated', type: 'NodeDef', id: 3 },
          ret: { keyType: 'string', type: 'string', id: 4 },
          attr: { keyType: 'string', type: 'AttrValue', id: 5 },
        }),
        OpDef: message({
          name: { type: 'string', id: 1 },
          input_arg: { rule: 'repeated', type: 'ArgDef', id: 2 },
          output_arg: { rule: 'repeated', type: 'ArgDef', id: 3 },
          is_stateful: { type: 'bool', id: 17 },
        }),
        ArgDef: message({ name: { type: 'string', id: 1 }, type: { type: 'int32', id: 3 } }),
      },
    },
  },
};

/** A message of the schema: fields by name. */
export type Message = Readonly<Record<string, unknown>>;
export type MessageType = 'GraphDef' | 'SavedModel';

const root = protobuf.Root.fromJSON(schema);

/** The type of a message, for those who print its fields by name. */
export const lookupMessage = (type: MessageType): protobuf.Type =>
  root.lookupType(`tensorflow.${type}`).resolveAll() as protobuf.Type;

/** The bytes of a message, the same for the same message every time. A value of the wrong type is a bug and throws. */
export function encodeMessage(type: MessageType, content: Message): Uint8Array {
  const found = root.lookupType(`tensorflow.${type}`);
  const problem = found.verify(content);
  if (problem !== null) throw new Error(`the ${type} is not one: ${problem} (a bug of emoc)`);
  return found.encode(content).finish();
}

/** Bytes as a message again; for tests and for looking at what was emitted. */
export function decodeMessage(type: MessageType, bytes: Uint8Array): Message {
  const found = root.lookupType(`tensorflow.${type}`);
  return found.toObject(found.decode(bytes), { longs: Number, arrays: true, objects: true }) as Message;
}
