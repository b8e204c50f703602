import protobuf from 'protobufjs/light.js';

type Fields = Readonly<Record<string, { readonly rule?: 'repeated'; readonly type: string; readonly id: number }>>;

/** A message by the rules of `proto2`, as ONNX has them: an attribute of 0 is written and not left out. */
const message = (fields: Fields) => ({ edition: 'proto2', fields }) as const;

/**
 * The part of ONNX's protocol buffer schema (onnx.proto, IR version 9) that emitted models use, with the numbers of its fields.
 *
 * Said as data for protobufjs's reflection, so that no file is parsed or generated.
 */
const schema = {
  nested: {
    onnx: {
      nested: {
        ModelProto: message({
          ir_version: { type: 'int64', id: 1 },
          opset_import: { rule: 'repeated', type: 'OperatorSetIdProto', id: 8 },
          producer_name: { type: 'string', id: 2 },
          graph: { type: 'GraphProto', id: 7 },
        }),
        OperatorSetIdProto: message({ domain: { type: 'string', id: 1 }, version: { type: 'int64', id: 2 } }),
        GraphProto: message({
          node: { rule: 'repeated', type: 'NodeProto', id: 1 },
          name: { type: 'string', id: 2 },
          initializer: { rule: 'repeated', type: 'TensorProto', id: 5 },
          input: { rule: 'repeated', type: 'ValueInfoProto', id: 11 },
          output: { rule: 'repeated', type: 'ValueInfoProto', id: 12 },
        }),
        NodeProto: message({
          input: { rule: 'repeated', type: 'string', id: 1 },
          output: { rule: 'repeated', type: 'string', id: 2 },
          name: { type: 'string', id: 3 },
          op_type: { type: 'string', id: 4 },
          domain: { type: 'string', id: 7 },
          attribute: { rule: 'repeated', type: 'AttributeProto', id: 5 },
        }),
        AttributeProto: message({
          name: { type: 'string', id: 1 },
          type: { type: 'int32', id: 20 },
          f: { type: 'float', id: 2 },
          i: { type: 'int64', id: 3 },
          s: { type: 'bytes', id: 4 },
          g: { type: 'GraphProto', id: 6 },
          ints: { rule: 'repeated', type: 'int64', id: 8 },
        }),
        TensorProto: message({
          dims: { rule: 'repeated', type: 'int64', id: 1 },
          data_type: { type: 'int32', id: 2 },
          name: { type: 'string', id: 8 },
          raw_data: { type: 'bytes', id: 9 },
        }),
        ValueInfoProto: message({ name: { type: 'string', id: 1 }, type: { type: 'TypeProto', id: 2 } }),
        TypeProto: message({
          tensor_type: { type: 'TensorTypeProto', id: 1 },
          sequence_type: { type: 'SequenceTypeProto', id: 4 },
        }),
        SequenceTypeProto: message({ elem_type: { type: 'TypeProto', id: 1 } }),
        TensorTypeProto: message({ elem_type: { type: 'int32', id: 1 }, shape: { type: 'TensorShapeProto', id: 2 } }),
        TensorShapeProto: message({ dim: { rule: 'repeated', type: 'DimensionProto', id: 1 } }),
        DimensionProto: message({ dim_value: { type: 'int64', id: 1 }, dim_param: { type: 'string', id: 2 } }),
      },
    },
  },
};

/** A message of the schema: fields by name. */
export type Message = Readonly<Record<string, unknown>>;

const model = protobuf.Root.fromJSON(schema).lookupType('onnx.ModelProto');

/** The bytes of a model, the same for the same message every time. A value of the wrong type is a bug and throws. */
export function encodeModel(content: Message): Uint8Array {
  const problem = model.verify(content);
  if (problem !== null) throw new Error(`the ONNX model is not one: ${problem} (a bug of emoc)`);
  return model.encode(content).finish();
}

/** A model's bytes as a message again; for tests and for looking at what was emitted. */
export const decodeModel = (bytes: Uint8Array): Message =>
  model.toObject(model.decode(bytes), { longs: Number, arrays: true }) as Message;
