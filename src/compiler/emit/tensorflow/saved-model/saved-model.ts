import type { Bindings, Dimension } from '../../../graph/dimension.ts';
import type { Program } from '../../../program.ts';
import { FunctionLibrary } from '../function-library.ts';
import { graphMessage } from '../graph-def.ts';
import { dataTypes, shapeMessage } from '../messages.ts';
import { encodeMessage, type Message } from '../tensorflow-schema.ts';
import { fedFor, feedsOf, stackedFor } from './feeds.ts';
import { FunctionBody, type SavedModelContext } from './function-body.ts';
import { MainGraph, type Signature, type SignatureTensor } from './main-graph.ts';
import { type WrittenStep, writeStep } from './step.ts';
import { writeSteps } from './steps.ts';
import { fixedSizes, inChunks, type Variable, variablesOf } from './variables.ts';

export interface SavedModelOptions {
  /** Every symbol with a size; those of parameters become part of the graph. */
  readonly limits: Bindings;
  /** Without training there are no gradients, no slots and no `step`. */
  readonly isTraining: boolean;
  /** XLA compiles the step, once for each combination of shapes that it meets. */
  readonly isCompiled: boolean;
  /** Most steps that one call of `steps` does; with 1 there is no such signature. */
  readonly stepsACall: number;
  /** Most bytes that one call of `set` or `get` moves; a larger variable has a call of its own. */
  readonly chunkBytes: number;
}

export interface StepSignature extends Signature {
  readonly numbers: readonly string[];
}

/** A program as a TensorFlow SavedModel whose variables live inside the session. Signatures are named `step`, `steps`, `outputs`, `set/0`, `get/0` and on. */
export interface SavedModel {
  /** The content of `saved_model.pb`; there is no other file. */
  readonly bytes: Uint8Array;
  readonly variables: readonly Variable[];
  /**
   * Reads the fields of a batch by their names, and `runNumbers`: the rate, the step's number and the seed. Its output `numbers` is a
   * vector with one number for each name in `numbers`.
   */
  readonly step: StepSignature | null;
  /**
   * The same for several steps after one another: fields and the rate have one more axis in front (`steps`), of which as many are done as the count says,
   * and `numbers` has a row a step. Once a step has not updated, those behind it do not either.
   */
  readonly steps: StepSignature | null;
  /** From fields to `output/HEAD`. */
  readonly outputs: Signature;
  /** Each sets or gets some of the variables, by their names. `set` has the one output `done`. */
  readonly set: readonly Signature[];
  readonly get: readonly Signature[];
}

/**
 * Writes a program as a SavedModel: one session with all variables, and calls that use them. Only batches and losses cross its border.
 *
 * The same program gives the same bytes.
 */
export function emitSavedModel(program: Program, options: SavedModelOptions): SavedModel {
  const sizes = fixedSizes(program, options.limits);
  const library = new FunctionLibrary(program.name);
  const context: SavedModelContext = { library, emit: { composites: 'inline', bindings: sizes }, isCompiled: options.isCompiled };
  const variables = variablesOf(program, sizes, options.isTraining);
  const names = new Set(variables.map(({ name }) => name));
  const isVariable = (name: string): boolean => names.has(name);
  const graph = new MainGraph();
  for (const variable of variables) graph.variable(variable);

  const written = options.isTraining ? writeStep(context, program, isVariable) : null;
  const step = written === null ? null : addStep(graph, context, program, written);
  const steps =
    written === null || options.stepsACall === 1 ? null : addSteps(graph, context, program, written, options.stepsACall);
  const outputs = addOutputs(graph, context, program, isVariable);
  const set = inChunks(variables, options.chunkBytes).map((chunk) => addSet(graph, chunk));
  const state = variables.filter(({ isState }) => isState);
  const get = inChunks(state, options.chunkBytes).map((chunk) => addGet(graph, chunk));

  const signatures: [string, Signature][] = [
    ...Object.entries({ step, steps }).flatMap(([name, one]): [string, Signature][] => (one === null ? [] : [[name, one]])),
    ['outputs', outputs],
    ...set.map((signature, place): [string, Signature] => [`set/${place}`, signature]),
    ...get.map((signature, place): [string, Signature] => [`get/${place}`, signature]),
  ];
  const bytes = encodeMessage('SavedModel', {
    saved_model_schema_version: 1,
    meta_graphs: [
      {
        meta_info_def: { tags: ['serve'] },
        graph_def: graphMessage({ nodes: graph.nodes, functions: library.usedBy(graph.nodes) }),
        signature_def: Object.fromEntries(signatures.map(([name, signature]) => [name, signatureMessage(signature)])),
      },
    ],
  });
  return { bytes, variables, step, steps, outputs, set, get };
}

function addStep(graph: MainGraph, context: SavedModelContext, program: Program, step: WrittenStep): StepSignature {
  const { values, inputs } = feedsOf(graph, fedFor(program), step);
  const [numbers] = context.isCompiled
    ? graph.callCompiled('step', context.library.define('step', step.content), step, values)
    : graph.inline('step', step, values);
  const outputs: SignatureTensor[] = [{ name: 'numbers', result: numbers as string, dtype: 'f32', shape: [step.numbers.length] }];
  return { inputs, outputs, numbers: step.numbers };
}

function addSteps(
  graph: MainGraph,
  context: SavedModelContext,
  program: Program,
  step: WrittenStep,
  most: number,
): StepSignature {
  const written = writeSteps(context, program.fields, step, most);
  const { values, inputs } = feedsOf(graph, stackedFor(program), written);
  const [numbers] = context.isCompiled
    ? graph.callCompiled('steps', context.library.define('steps', written.content), written, values)
    : graph.inline('steps', written, values);
  const shape = [most, step.numbers.length];
  return { inputs, outputs: [{ name: 'numbers', result: numbers as string, dtype: 'f32', shape }], numbers: step.numbers };
}

function addOutputs(
  graph: MainGraph,
  context: SavedModelContext,
  program: Program,
  isVariable: (name: string) => boolean,
): Signature {
  const body = new FunctionBody(context);
  body.write(program.inference, isVariable);
  const heads = [...program.inference.outputs];
  const written = body.finish(heads.map(([name, value]) => ({ name, dtype: value.dtype, from: body.writer.name(value) })));
  const { values, inputs } = feedsOf(graph, fedFor(program), written);
  const results = graph.inline('outputs', written, values);
  return {
    inputs,
    outputs: heads.map(([name, { dtype, shape }], place) => ({ name, result: results[place] as string, dtype, shape })),
  };
}

function addSet(graph: MainGraph, chunk: readonly Variable[]): Signature {
  const fed = chunk.map(({ name, dtype, shape }) => graph.feed(`set/${name}`, name, dtype, shape));
  const effects = chunk.map(({ name, dtype }, place) => {
    const given = (fed[place] as (typeof fed)[number]).value;
    // What is fed lies in JavaScript's memory, which a variable must not hold: it would change with it, and be given back by another thread.
    const value = graph.add(`set/${name}/copy`, 'DeepCopy', [given], { T: { type: dtype } });
    return `^${graph.add(`set/${name}/assign`, 'AssignVariableOp', [graph.resource(name), value], { dtype: { type: dtype } })}`;
  });
  const one = { dtype: 'i32', shape: [], values: [1] } as const;
  const constant = graph.add('set/one', 'Const', [], { dtype: { type: 'i32' }, value: { tensor: one } });
  const done = graph.add('set/done', 'Identity', [constant, ...effects], { T: { type: 'i32' } });
  return { inputs: fed.map(({ tensor }) => tensor), outputs: [{ name: 'done', result: done, dtype: 'i32', shape: [] }] };
}

const addGet = (graph: MainGraph, chunk: readonly Variable[]): Signature => ({
  inputs: [],
  outputs: chunk.map(({ name, dtype, shape }) => ({
    name,
    result: graph.add(`get/${name}`, 'ReadVariableOp', [graph.resource(name)], { dtype: { type: dtype } }),
    dtype,
    shape,
  })),
});

const signatureMessage = ({ inputs, outputs }: Signature): Message => ({
  inputs: Object.fromEntries(inputs.map((tensor) => [tensor.name, tensorInfo(tensor)])),
  outputs: Object.fromEntries(outputs.map((tensor) => [tensor.name, tensorInfo(tensor)])),
  method_name: 'tensorflow/serving/predict',
});

const tensorInfo = ({ result, dtype, shape }: SignatureTensor): Message => ({
  name: result.includes(':') ? result : `${result}:0`,
  dtype: dataTypes[dtype],
  tensor_shape: shapeMessage(shape.map((dimension: Dimension) => (typeof dimension === 'string' ? -1 : dimension))),
});
