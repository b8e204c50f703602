import type { Dimension } from '../../graph/dimension.ts';
import type { Dtype, Graph } from '../../graph/graph.ts';
import { GraphWriter, type RunnerTraits, type WrittenNode } from './graph-writer.ts';
import { constantMessage, listMessage, modelMessage, nodeMessage, valueMessage } from './messages.ts';
import { encodeModel } from './onnx-schema.ts';
import { type Pack, readPack, writePack } from './packs.ts';
import type { SizeInput } from './shape-vectors.ts';
import { writeSizes } from './write-sizes.ts';

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
  /** Further inputs: the sizes that dimensions have in the call. */
  readonly sizes: readonly SizeInput[];
}

/** Of what will run the model nothing is taken for granted that is not said: one thread, and no blocks of channels. */
export interface EmitOptions extends Partial<RunnerTraits> {
  /** Outputs that leave the model together. */
  readonly packs?: readonly Pack[];
  /** Inputs that enter it together. */
  readonly inputPacks?: readonly Pack[];
  /** Name of a first output that is no tensor but a list of one: for callers that want to tell it from the others. None unless said. */
  readonly list?: string | null;
}

/**
 * Writes a graph as an ONNX model, operator set 18 with ONNX Runtime's own operators. The same graph gives the same bytes.
 *
 * What depends on sizes that only a call knows, and cannot be inferred by ONNX, comes in as tiny inputs (`sizes`): a vector that is fed
 * costs less than the nodes that would compute it.
 */
export const emitOnnx = (graph: Graph, name: string, options: EmitOptions = {}): OnnxModel => emit(graph, name, options, null);

/**
 * Writes a graph as an ONNX model that needs nothing but its own inputs: parameters and buffers are inside, and sizes are computed from the
 * shapes of the inputs.
 */
export const emitFrozenOnnx = (graph: Graph, name: string, weights: FrozenWeights): OnnxModel => emit(graph, name, {}, weights);

/** Parameters and buffers by name. */
export type FrozenWeights = ReadonlyMap<string, { readonly shape: readonly number[]; readonly data: Float32Array }>;

function emit(
  graph: Graph,
  name: string,
  { packs = [], inputPacks = [], list = null, isParallel = false, channelBlock = null }: EmitOptions,
  weights: FrozenWeights | null,
): OnnxModel {
  const lists = list === null ? [] : [list];
  const writer = new GraphWriter([...reservedNames(graph), ...[...packs, ...inputPacks].map((pack) => pack.name), ...lists], {
    isParallel,
    channelBlock,
  });
  const inputs = new Map<string, OnnxValue>();
  for (const node of graph.nodes) {
    for (const { name: input, value } of writer.write(node)) {
      if (!inputs.has(input)) inputs.set(input, { name: input, dtype: value.dtype, shape: value.shape });
    }
  }
  const packed = new Set(packs.flatMap(({ members }) => members));
  const single = new Map([...graph.outputs].filter(([output]) => !packed.has(output)));
  const finalNames = nameOutputs(single, writer, inputs);
  const packedOutputs = packs.map((pack) => writePack(pack, graph, writer, finalNames));
  for (const output of lists) finalNames.set(writer.add('SequenceConstruct', [writer.floats([0], [])])[0] as string, output);
  writer.dropUnread([...finalNames.keys(), ...single.keys()]);
  for (const pack of inputPacks) {
    const { node, input } = readPack(pack, inputs, writer);
    writer.nodes.unshift(node);
    for (const member of pack.members) inputs.delete(member);
    inputs.set(input.name, input);
  }
  const wanted = writer.usedNames();
  const asked = [...writer.sizes.values()].filter((size) => wanted.has(size.name));
  const outside = [...inputs.values()].filter((input) => weights?.has(input.name) !== true);
  const sizes = weights === null ? asked : [];
  // Sizes come first, whoever reads them.
  if (weights !== null) writer.nodes.unshift(...writeSizes(writer, asked, outside));
  const used = writer.usedNames();
  const constants = [...writer.constants.values()].filter((constant) => used.has(constant.name));
  const shortNames = new Map(constants.map((constant, place) => [constant.name, `constant/${place}`]));
  const rename = (value: string): string => finalNames.get(value) ?? shortNames.get(value) ?? value;
  const outputs = [...[...single].map(([output, { dtype, shape }]) => ({ name: output, dtype, shape })), ...packedOutputs];
  const model = encodeModel(
    modelMessage(channelBlock !== null, {
      name,
      node: writer.nodes.map((node) => nodeMessage(node.name, node, rename)),
      initializer: [
        ...constants.map((constant) => constantMessage({ ...constant, name: rename(constant.name) })),
        ...[...inputs.keys()].flatMap((input) => frozenMessage(input, weights)),
      ],
      input: [
        ...outside.map(({ name: input, dtype, shape }) => valueMessage(input, dtype, shape)),
        ...sizes.map((size) => valueMessage(size.name, size.dtype, size.dtype === 'i64' ? [size.dimensions.length] : [])),
      ],
      output: [...lists.map(listMessage), ...outputs.map(({ name: output, dtype, shape }) => valueMessage(output, dtype, shape))],
    }),
  );
  return { model, inputs: outside, outputs, sizes };
}

const frozenMessage = (name: string, weights: FrozenWeights | null): ReturnType<typeof constantMessage>[] => {
  const weight = weights?.get(name);
  return weight === undefined ? [] : [constantMessage({ name, dtype: 'f32', shape: weight.shape, values: weight.data })];
};

/** Names that are given from outside: what ops call their inputs is only known when they are written, so all `name` attributes count. */
const reservedNames = (graph: Graph): string[] => [
  ...graph.outputs.keys(),
  ...graph.nodes.flatMap(({ attributes: { name } }) => (typeof name === 'string' ? [name] : [])),
];

/**
 * Lets nodes write straight into the outputs: the result that an output asks for takes the output's name. Where that cannot be, because
 * the value is an input, a constant or another output already, an `Identity` copies it.
 */
function nameOutputs(
  outputs: Graph['outputs'],
  writer: GraphWriter,
  inputs: ReadonlyMap<string, OnnxValue>,
): Map<string, string> {
  const finalNames = new Map<string, string>();
  for (const [output, value] of outputs) {
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
