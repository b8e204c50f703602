import { printType } from './catalogue/types.ts';
import type { TypedSpec } from './check/model.ts';
import { outputField } from './fields.ts';
import { symbolsOf } from './graph/dimension.ts';
import { graphOf, type Value } from './graph/graph.ts';
import { differentiate } from './passes/differentiate.ts';
import { lowerForward, lowerLoss, outputFields } from './passes/lower.ts';
import { Inventory, ModelBuilder } from './passes/model-builder.ts';
import { optimise } from './passes/optimise.ts';
import { rewriteForward } from './passes/rewrite-forward.ts';
import type { OptimizerSettings, Parameter, Program, SymbolInfo } from './program.ts';

export interface CompileOptions {
  /** Runs the graph verifier between passes; tests and `EMOC_VERIFY=1` do. */
  readonly isVerified?: boolean;
}

/** Lowers a checked spec to one program: forward, its own backward pass, and the loss over a whole split. */
export function compileProgram(spec: TypedSpec, { isVerified = false }: CompileOptions = {}): Program {
  const inventory = new Inventory();
  const optimised = (outputs: ReadonlyMap<string, Value>): ReturnType<typeof optimise> =>
    optimise(graphOf(outputs), { verify: isVerified });

  const trained = new ModelBuilder(inventory, true);
  const forward = lowerLoss(spec, lowerForward(spec, trained), trained);
  for (const [name, value] of trained.bufferUpdates) forward.set(`buffer/${name}`, value);
  const training = withGradients(rewriteForward(graphOf(forward), { verify: isVerified }).outputs, inventory);

  const used = new ModelBuilder(inventory, false);
  const inference = new Map([...lowerForward(spec, used)].map(([head, value]) => [outputField(head), value]));

  const judged = new ModelBuilder(new Inventory(), false);
  const loss = lowerLoss(spec, outputFields(spec, judged), judged);

  return {
    name: spec.experiment.name,
    seed: spec.experiment.seed,
    symbols: symbolsIn(spec, inventory),
    fields: [...inventory.fields.values()],
    parameters: [...inventory.parameters.values()],
    buffers: [...inventory.buffers.values()],
    training: optimised(training),
    inference: optimised(inference),
    loss: optimised(loss),
    optimizer: optimizerOf(spec),
  };
}

/** Adds the gradient of every trained parameter. One that the loss does not reach would silently stay as it is: a bug of a kind's lowering. */
function withGradients(forward: ReadonlyMap<string, Value>, { parameters }: Inventory): Map<string, Value> {
  const outputs = new Map(forward);
  const values = new Map<string, Value>();
  for (const node of graphOf(forward).nodes) {
    if (node.op.name === 'input' && node.attributes.role === 'parameter')
      values.set(node.attributes.name as string, node.outputs[0] as Value);
  }
  const trained = [...parameters.values()].filter(({ isTrained }) => isTrained);
  const valueOfParameter = ({ name }: Parameter): Value => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`the loss does not depend on ${name} (a bug of emoc)`);
    return value;
  };
  const tables = new Set(trained.filter(({ isSparse }) => isSparse).map(valueOfParameter));
  const { dense, sparse } = differentiate(forward.get('loss') as Value, trained.map(valueOfParameter), tables);
  for (const parameter of trained) {
    const rows = sparse.get(valueOfParameter(parameter));
    const gradient = dense.get(valueOfParameter(parameter));
    if (rows !== undefined) {
      outputs.set(`rows/${parameter.name}`, rows.rows);
      outputs.set(`ids/${parameter.name}`, rows.ids);
    } else if (gradient !== undefined) outputs.set(`gradient/${parameter.name}`, gradient);
    else throw new Error(`${parameter.name} gets no gradient (a bug of emoc)`);
  }
  return outputs;
}

function optimizerOf({ train }: TypedSpec): OptimizerSettings {
  const { rate, ...rest } = train.optimizer.settings;
  const settings = Object.entries(rest).filter(
    (entry): entry is [string, number | boolean] => typeof entry[1] === 'number' || typeof entry[1] === 'boolean',
  );
  return {
    rule: train.optimizer.kind.name,
    rate: rate as number,
    settings: Object.fromEntries(settings),
    clipNorm: train.clipNorm,
    clipValue: train.clipValue,
  };
}

/** Every symbol that a field or a parameter has, with what it stands for. */
function symbolsIn(spec: TypedSpec, { fields, parameters }: Inventory): SymbolInfo[] {
  const names = new Set([...fields.values(), ...parameters.values()].flatMap(({ shape }) => shape.flatMap(symbolsOf)));
  return [...names].map((name): SymbolInfo => {
    if (name === 'B') return { name, meaning: 'samples of a batch', maximum: spec.train.batch };
    const owner = name.slice(2);
    if (name.startsWith('V_')) return { name, meaning: `vocabulary of ${owner}`, maximum: null };
    const encoder = spec.encoders.find((candidate) => candidate.name === owner);
    const length = encoder !== undefined && 'length' in encoder.field ? encoder.field.length : null;
    return {
      name,
      meaning: `steps of ${owner} (${encoder === undefined ? '' : printType(encoder.field)})`,
      maximum: length?.kind === 'upTo' ? length.size : null,
    };
  });
}
