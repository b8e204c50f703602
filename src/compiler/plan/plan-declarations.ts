import { type ModalityType, printType } from '../catalogue/types.ts';
import type { Encoder, Fusion, Head, TypedSpec, TypedStep } from '../check/model.ts';
import type { Dimension } from '../graph/dimension.ts';
import { layoutOf } from '../passes/lower.ts';
import type { Costs } from './costs.ts';
import type { PlannedDeclaration, PlannedStep } from './plan-model.ts';
import { plannedSettings } from './print-setting.ts';

/** Encoders, fusions and heads, step by step. */
export function planDeclarations(spec: TypedSpec, costs: Costs): PlannedDeclaration[] {
  return [
    ...spec.encoders.map((encoder) => planEncoder(encoder, costs)),
    ...spec.fusions.map((fusion) => planFusion(fusion, typesOf(spec), costs)),
    ...spec.heads.map((head) => planHead(head, typesOf(spec), costs)),
  ];
}

type TypeOf = (name: string) => ModalityType;

function typesOf({ encoders, fusions }: TypedSpec): TypeOf {
  const types = new Map([...encoders, ...fusions].map(({ name, output }) => [name, output]));
  return (name) => {
    const type = types.get(name);
    if (type === undefined) throw new Error(`${name} has no type (a bug of emoc)`);
    return type;
  };
}

function planEncoder(encoder: Encoder, costs: Costs): PlannedDeclaration {
  const { name, dataset, column, frontEnd, steps, output } = encoder;
  return {
    kind: 'encoder',
    name,
    from: [`${dataset}.${column}`],
    target: null,
    protocol: null,
    steps: [
      ...frontEnd.map((step, place) => planFrontEnd(name, step, place === frontEnd.length - 1, costs)),
      ...planSteps(name, steps, costs),
    ],
    output: printType(output),
    shape: layoutOf(output).shape,
    cost: costs.of(name),
  };
}

function planFusion({ name, kind, inputs, settings, steps, output }: Fusion, typeOf: TypeOf, costs: Costs): PlannedDeclaration {
  const fused = steps[0]?.input ?? output;
  const first: PlannedStep = {
    name: kind.name,
    kind: kind.name,
    runs: 'graph',
    settings: plannedSettings(settings, kind.schema),
    input: inputs.map((input) => printType(typeOf(input))).join(', '),
    output: printType(fused),
    shape: layoutOf(fused).shape,
    cost: costs.of(`${name}/${kind.name}`),
  };
  return {
    kind: 'fusion',
    name,
    from: inputs,
    target: null,
    protocol: null,
    steps: [first, ...planSteps(name, steps, costs)],
    output: printType(output),
    shape: layoutOf(output).shape,
    cost: costs.of(name),
  };
}

function planHead(head: Head, typeOf: TypeOf, costs: Costs): PlannedDeclaration {
  const { name, from, steps, kind, settings, dataset, target, labels, protocol } = head;
  const output = labels === null ? 'number' : printType({ kind: 'scores', labels });
  const labelCount = labels?.length ?? 0;
  const shape: readonly Dimension[] = ['B', kind.width(labelCount)];
  const idle = kind.idle?.(labelCount) ?? {};
  const last: PlannedStep = {
    name: kind.name,
    kind: kind.name,
    runs: 'graph',
    settings: plannedSettings(settings, kind.schema).filter((setting) => !(setting.name in idle)),
    input: printType(steps.at(-1)?.output ?? typeOf(from)),
    output,
    shape,
    cost: costs.of(`${name}/${kind.name}`),
  };
  return {
    kind: 'head',
    name,
    from: [from],
    target: `${dataset}.${target}`,
    protocol,
    steps: [...planSteps(name, steps, costs), last],
    output,
    shape,
    cost: costs.of(name),
  };
}

/** Of a front end only what its last step gives is ever in the graph. */
const planFrontEnd = (owner: string, step: TypedStep, isLast: boolean, costs: Costs): PlannedStep =>
  planStep(owner, step, 'data', isLast ? layoutOf(step.output).shape : null, costs);

const planSteps = (owner: string, steps: readonly TypedStep[], costs: Costs): PlannedStep[] =>
  steps.map((step) => planStep(owner, step, 'graph', layoutOf(step.output).shape, costs));

const planStep = (
  owner: string,
  { name, kind, settings, input, output }: TypedStep,
  runs: PlannedStep['runs'],
  shape: PlannedStep['shape'],
  costs: Costs,
): PlannedStep => ({
  name,
  kind: kind.name,
  runs,
  settings: plannedSettings(settings, kind.schema),
  input: printType(input),
  output: printType(output),
  shape,
  cost: costs.of(`${owner}/${name}`),
});
