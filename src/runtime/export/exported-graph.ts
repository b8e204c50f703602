import type { ModalityType } from '../../compiler/catalogue/types.ts';
import type { Head, TypedSpec } from '../../compiler/check/model.ts';
import { dataField, maskField, outputField } from '../../compiler/fields.ts';
import { Builder } from '../../compiler/graph/builder.ts';
import type { Dimension } from '../../compiler/graph/dimension.ts';
import { type Dtype, type Graph, graphOf, type Value } from '../../compiler/graph/graph.ts';
import { concat } from '../../compiler/ops/concat.ts';
import { input } from '../../compiler/ops/input.ts';
import { negate } from '../../compiler/ops/negate.ts';
import { reshape } from '../../compiler/ops/reshape.ts';
import { sigmoid } from '../../compiler/ops/sigmoid.ts';
import { softmax } from '../../compiler/ops/softmax.ts';
import { layoutOf } from '../../compiler/passes/lower.ts';
import { optimise } from '../../compiler/passes/optimise.ts';
import { defineRewrite } from '../../compiler/passes/rewrites/_rewrite.ts';
import type { Program } from '../../compiler/program.ts';
import type { Fitted } from '../features/define-front-end.ts';
import { cutEncoder, type EncoderCut } from './encoder-cut.ts';
import { frontEndOps } from './front-end-ops.ts';

/** An input of an exported model. */
export interface ExportedInput {
  readonly name: string;
  readonly encoder: string;
  readonly holds: 'values' | 'mask';
  readonly type: ModalityType;
  readonly dtype: Dtype;
  readonly shape: readonly Dimension[];
}

/** An output of an exported model. */
export interface ExportedOutput {
  readonly name: string;
  readonly head: Head;
  readonly dtype: Dtype;
  readonly shape: readonly Dimension[];
}

export interface ExportedGraph {
  /** From `inputs`, parameters and buffers to `outputs`. */
  readonly graph: Graph;
  readonly cuts: readonly EncoderCut[];
  readonly inputs: readonly ExportedInput[];
  readonly outputs: readonly ExportedOutput[];
}

/**
 * The forward pass as somebody else will call it: statistics of the training split are part of the graph, and the heads give probabilities
 * [B, K] or values [B] in place of what losses read.
 *
 * @param fitted What the front ends learned, as a checkpoint holds it.
 */
export function exportedGraph(spec: TypedSpec, program: Program, fitted: ReadonlyMap<string, Fitted>): ExportedGraph {
  const cuts = spec.encoders.map(cutEncoder);
  const inputs: ExportedInput[] = [];
  const fields = new Map<string, Value>();
  for (const cut of cuts) {
    const { value, mask } = addInputs(cut, inputs);
    fields.set(dataField(cut.encoder.name), applySteps(cut, value, mask, fitted));
    if (mask !== null) fields.set(maskField(cut.encoder.name), mask);
  }
  const inference = withFields(program.inference, fields);
  const values = new Map<string, Value>();
  const outputs = spec.heads.map((head): ExportedOutput => {
    const raw = inference.outputs.get(outputField(head.name));
    if (raw === undefined) throw new Error(`the head ${head.name} has no output (a bug of emoc)`);
    const value = answerOf(head, raw);
    const name = `${head.name}/${head.labels === null ? 'value' : 'probabilities'}`;
    values.set(name, value);
    return { name, head, dtype: value.dtype, shape: value.shape };
  });
  const graph = optimise(graphOf(values), { verify: true });
  const read = new Set(graph.nodes.flatMap(({ op, attributes }) => (op.name === 'input' ? [attributes.name] : [])));
  return { graph, cuts, inputs: inputs.filter(({ name }) => read.has(name)), outputs };
}

function addInputs({ encoder, input: type }: EncoderCut, inputs: ExportedInput[]): { value: Value; mask: Value | null } {
  const { name } = encoder;
  const { dtype, shape } = layoutOf(type);
  const take = (holds: ExportedInput['holds'], field: string, of: Dtype, sizes: readonly Dimension[]): Value => {
    inputs.push({ name: field, encoder: name, holds, type, dtype: of, shape: sizes });
    return new Builder().call(input, [], { name: field, dtype: of, shape: sizes });
  };
  const value = take('values', dataField(name), dtype, shape);
  const isSequence = type.kind === 'seq' || type.kind === 'tokens';
  return { value, mask: isSequence ? take('mask', maskField(name), 'f32', shape.slice(0, 2)) : null };
}

function applySteps(
  { encoder, modelSteps }: EncoderCut,
  value: Value,
  mask: Value | null,
  fitted: ReadonlyMap<string, Fitted>,
): Value {
  return modelSteps.reduce((current, step) => {
    const apply = frontEndOps[step.kind.name];
    if (apply === undefined) throw new Error(`no graph does ${step.kind.name} (a bug of emoc)`);
    const g = new Builder(`${encoder.name}/${step.name}`);
    // A sequence that was flattened is one no more, and what was padding counts as data.
    const own = step.input.kind === 'seq' ? mask : null;
    return apply(current, { g, step, fitted: fitted.get(`${encoder.name}/${step.name}`) ?? {}, mask: own });
  }, value);
}

/** The graph with other values in the place of its fields. */
const withFields = (graph: Graph, fields: ReadonlyMap<string, Value>): Graph =>
  defineRewrite({
    name: 'take inputs as they come',
    reason: 'An exported model does for itself what was done to the data before training.',
    rule: ({ node }) => {
      const instead = node.op.name === 'input' ? fields.get(node.attributes.name as string) : undefined;
      return instead === undefined ? null : [instead];
    },
  }).apply(graph);

/** Probabilities of all labels [B, K], or the values [B] of a regression. */
function answerOf({ name, labels }: Head, raw: Value): Value {
  const g = new Builder(name);
  if (labels === null) return g.call(reshape, [raw], { shape: raw.shape.slice(0, 1) });
  if (raw.shape[1] !== 1) return g.call(softmax, [raw]);
  // The probability of the first label as the other logit's sigmoid: `1 - p` would lose the digits of small ones.
  const both = [g.call(sigmoid, [g.call(negate, [raw])]), g.call(sigmoid, [raw])];
  return g.call(concat, both, { axis: 1 });
}
