import type { Dimension } from '../../graph/dimension.ts';
import type { Dtype, Graph } from '../../graph/graph.ts';
import { GraphWriter, type WrittenNode } from './graph-writer.ts';
import { constantMessage, nodeMessage, valueMessage } from './messages.ts';
import { encodeModel } from './onnx-schema.ts';
import type { SizeInput } from './shape-vectors.ts';

/** An input or output of a model. */
export interface OnnxValue {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly Dimension[];
}

export interface OnnxModel {
  /** The bytes of a `ModelProto`. */
  readonly model: Uint8Array;
  /** What a call must bring: fields, parameters, buffers and keep-masks (`mask/SITE`), in order of first use. */
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  /** Further inputs, `int64` vectors: the sizes that the named dimensions have in the call. */
  readonly sizes: readonly SizeInput[];
}

const irVersion = 9;
const operatorSets = [
  { domain: '', version: 18 },
  { domain: 'com.microsoft', version: 1 },
];

/**
 * Writes a graph as an ONNX model, operator set 18 with ONNX Runtime's own operators. The same graph gives the same bytes.
 *
 * What depends on sizes that only a call knows, and cannot be inferred by ONNX, comes in as tiny inputs (`sizes`): a vector that is fed
 * costs less than the nodes that would compute it.
 */
export function emitOnnx(graph: Graph, name: string): OnnxModel {
  const writer = new GraphWriter(reservedNames(graph));
  const inputs = new Map<string, OnnxValue>();
  for (const node of graph.nodes) {
    for (const { name: input, value } of writer.write(node)) {
      if (!inputs.has(input)) inputs.set(input, { name: input, dtype: value.dtype, shape: value.shape });
    }
  }
  const finalNames = nameOutputs(graph, writer, inputs);
  const used = writer.usedNames();
  const sizes = [...writer.sizes.values()].filter((size) => used.has(size.name));
  const constants = [...writer.constants.values()].filter((constant) => used.has(constant.name));
  const shortNames = new Map(constants.map((constant, place) => [constant.name, `constant/${place}`]));
  const rename = (value: string): string => finalNames.get(value) ?? shortNames.get(value) ?? value;
  const outputs = [...graph.outputs].map(([output, { dtype, shape }]) => ({ name: output, dtype, shape }));
  const model = encodeModel({
    ir_version: irVersion,
    producer_name: 'emoc',
    opset_import: operatorSets,
    graph: {
      name,
      node: writer.nodes.map((node) => nodeMessage(node.name, node, rename)),
      initializer: constants.map((constant) => constantMessage({ ...constant, name: rename(constant.name) })),
      input: [
        ...[...inputs.values()].map(({ name: input, dtype, shape }) => valueMessage(input, dtype, shape)),
        ...sizes.map((size) => valueMessage(size.name, 'i64', [size.dimensions.length])),
      ],
      output: outputs.map(({ name: output, dtype, shape }) => valueMessage(output, dtype, shape)),
    },
  });
  return { model, inputs: [...inputs.values()], outputs, sizes };
}

/** Names that are given from outside: what ops call their inputs is only known when they are written, so all `name` attributes count. */
const reservedNames = (graph: Graph): string[] => [
  ...graph.outputs.keys(),
  ...graph.nodes.flatMap(({ attributes: { name } }) => (typeof name === 'string' ? [name] : [])),
];

/**
 * Lets nodes write straight into the outputs: the result that an output asks for takes the output's name. Where that cannot be, because
 * the value is an input, a constant or another output already, an `Identity` copies it.
 */
function nameOutputs(graph: Graph, writer: GraphWriter, inputs: ReadonlyMap<string, OnnxValue>): ReadonlyMap<string, string> {
  const finalNames = new Map<string, string>();
  for (const [output, value] of graph.outputs) {
    if (inputs.has(output)) throw new Error(`${output} names an input and an output (a bug of emoc)`);
    const result = writer.name(value);
    if (writer.isResult(result) && !finalNames.has(result)) finalNames.set(result, output);
    else {
      const copy: WrittenNode = { name: `${output}/copy`, type: 'Identity', inputs: [result], outputs: [output] };
      writer.nodes.push(copy);
    }
  }
  return finalNames;
}
