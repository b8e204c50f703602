import type { LoweredValue } from '../catalogue/lowering.ts';
import { axisOf, type ModalityType } from '../catalogue/types.ts';
import type { Encoder, Head, TypedSpec, TypedStep } from '../check/model.ts';
import { classWeightsField, dataField, maskField, outputField, targetField } from '../fields.ts';
import { Builder } from '../graph/builder.ts';
import type { Dimension } from '../graph/dimension.ts';
import type { Dtype, Value } from '../graph/graph.ts';
import { add } from '../ops/add.ts';
import { fill } from '../ops/fill.ts';
import { multiply } from '../ops/multiply.ts';
import type { ModelBuilder } from './model-builder.ts';

/** Heads' outputs by name, as one pass of the model computes them. */
export type Outputs = ReadonlyMap<string, Value>;

/** Builds the forward pass: encoders, fusions and heads in the order of the spec. */
export function lowerForward(spec: Pick<TypedSpec, 'encoders' | 'fusions' | 'heads'>, model: ModelBuilder): Outputs {
  const made = new Map<string, LoweredValue>();
  const get = (name: string): LoweredValue => {
    const value = made.get(name);
    if (value === undefined) throw new Error(`${name} is used before it is made (a bug of emoc)`);
    return value;
  };
  for (const encoder of spec.encoders)
    made.set(encoder.name, applySteps(fieldOf(encoder, model), encoder.steps, encoder.name, model));
  for (const fusion of spec.fusions) {
    const fused = fusion.kind.build(fusion.inputs.map(get), fusion.settings, model.context(`${fusion.name}/${fusion.kind.name}`));
    made.set(fusion.name, applySteps(fused, fusion.steps, fusion.name, model));
  }
  const outputs = new Map<string, Value>();
  for (const head of spec.heads) {
    const input = applySteps(get(head.from), head.steps, head.name, model);
    outputs.set(
      head.name,
      head.kind.build(input, head.settings, head.labels?.length ?? 0, model.context(`${head.name}/${head.kind.name}`)),
    );
  }
  return outputs;
}

function applySteps(input: LoweredValue, steps: readonly TypedStep[], owner: string, model: ModelBuilder): LoweredValue {
  return steps.reduce((value, step) => {
    if (step.kind.build === undefined) throw new Error(`${step.name} of ${owner} has no ops (a bug of emoc)`);
    return step.kind.build(value, step.settings, model.context(`${owner}/${step.name}`));
  }, input);
}

/** The values that a batch brings for an encoder. */
function fieldOf({ name, field }: Encoder, model: ModelBuilder): LoweredValue {
  const { dtype, shape } = layoutOf(field);
  const value = model.field(dataField(name), dtype, shape);
  const hasMask = field.kind === 'seq' || field.kind === 'tokens';
  return { type: field, value, mask: hasMask ? model.field(maskField(name), 'f32', shape.slice(0, 2)) : null };
}

/** How values of a type lie in the graph. Raw text and sound never get there. */
export function layoutOf(type: ModalityType): { readonly dtype: Dtype; readonly shape: readonly Dimension[] } {
  switch (type.kind) {
    case 'vec':
      return { dtype: 'f32', shape: ['B', type.width] };
    case 'seq':
      return { dtype: 'f32', shape: ['B', axisOf(type.length), type.width] };
    case 'tokens':
      return { dtype: 'i32', shape: ['B', axisOf(type.length)] };
    case 'image':
      return { dtype: 'f32', shape: ['B', type.channels, type.height, type.width] };
    default:
      throw new Error(`a batch cannot hold ${type.kind} (a bug of emoc)`);
  }
}

/** Builds the loss from the heads' outputs: `loss`, and `loss/HEAD` without the weights of the sum. */
export function lowerLoss(spec: TypedSpec, outputs: Outputs, model: ModelBuilder): Map<string, Value> {
  const losses = new Map<string, Value>();
  const g = new Builder('loss');
  let total: Value | null = null;
  for (const term of spec.loss) {
    const head = spec.heads.find(({ name }) => name === term.head) as Head;
    const isLabel = head.kind.target === 'label';
    const labelCount = head.labels?.length ?? 0;
    const value = term.kind.build(
      {
        g: g.within(head.name),
        output: outputs.get(head.name) as Value,
        target: isLabel
          ? model.field(targetField(head.name), 'i32', ['B'])
          : model.field(targetField(head.name), 'f32', ['B', 1]),
        classWeights:
          head.settings.weights === 'balanced'
            ? model.field(classWeightsField(head.name), 'f32', [labelCount], { isPerRun: true })
            : null,
        labelCount,
      },
      term.settings,
    );
    const name = `loss/${head.name}`;
    const earlier = losses.get(name);
    losses.set(name, earlier === undefined ? value : g.call(add, [earlier, value]));
    const weighted =
      term.coefficient === 1 ? value : g.call(multiply, [value, g.call(fill, [], { value: term.coefficient, shape: [] })]);
    total = total === null ? weighted : g.call(add, [total, weighted]);
  }
  if (total === null) throw new Error('a spec without a loss was lowered (a bug of emoc)');
  return new Map([['loss', total], ...losses]);
}

/** Output fields for the loss graph: what the heads gave, for all rows of a split. */
export function outputFields(spec: TypedSpec, model: ModelBuilder): Outputs {
  return new Map(
    spec.heads.map((head) => [
      head.name,
      model.field(outputField(head.name), 'f32', ['B', head.kind.width(head.labels?.length ?? 0)]),
    ]),
  );
}
