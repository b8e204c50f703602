/// <reference types="@webgpu/types" />

import { emitTensorflow } from '../../../compiler/emit/tensorflow/emit-tensorflow.ts';
import { type Bindings, symbolsOf } from '../../../compiler/graph/dimension.ts';
import type { Dtype, Graph } from '../../../compiler/graph/graph.ts';
import { runNumbers } from '../../../compiler/graph/run-numbers.ts';
import type { Program } from '../../../compiler/program.ts';
import { compileGraph } from '../tfjs/compile.ts';
import { deviceValue, type Value } from '../tfjs/values.ts';
import { type BatchMemory, type PlacedField, placeFields } from './batch-memory.ts';
import type { Gpu } from './gpu.ts';
import { alignment, type Layout } from './layout.ts';
import type { MemoryPool } from './memory-pool.ts';
import { webgpuRuntime } from './runtime.ts';
import type { StateBuffers } from './stored-state.ts';
import { type Range, Trace, type TraceBuffer } from './trace.ts';

/** What everything that is recorded for a session refers to. */
export interface Recorder {
  readonly gpu: Gpu;
  readonly program: Program;
  readonly limits: Bindings;
  readonly layout: Layout;
  readonly state: StateBuffers;
  readonly batch: BatchMemory;
  readonly pool: MemoryPool;
  /** Where the fields lie that are bound once for the run. */
  readonly constants: ReadonlyMap<string, Range & { readonly shape: readonly number[] }>;
}

/** Places in the batch's memory of what masks are drawn from. */
export const seedAt = 0;
export const stepAt = alignment;

/** A graph recorded for the sizes of a batch, before its buffers exist. */
export interface Traced {
  readonly trace: Trace;
  readonly fields: readonly PlacedField[];
  /** Where the fields end in the batch's memory. */
  readonly end: number;
  /** The buffer that an output of the graph is written to. */
  readonly output: (name: string) => TraceBuffer;
}

/** Symbols that a graph's sizes depend on: batches that agree in them share a recording. */
export const symbolsIn = ({ nodes }: Graph): readonly string[] =>
  [...new Set(nodes.flatMap(({ outputs }) => outputs.flatMap(({ shape }) => shape.flatMap(symbolsOf))))].sort();

/** Names of the fields that a graph reads. */
export const fieldsIn = ({ nodes }: Graph): ReadonlySet<string> =>
  new Set(nodes.filter(({ op }) => op.name === 'input').map(({ attributes }) => attributes.name as string));

const tfjsNames: Readonly<Record<Dtype, 'float32' | 'int32' | 'bool'>> = { f32: 'float32', i32: 'int32', bool: 'bool' };

/** Records a graph for a batch of these sizes; fields lie from `start` on. */
export function traceGraph(recorder: Recorder, graph: Graph, name: string, bindings: Bindings, start: number): Traced {
  const { gpu, program, layout, state, batch, constants } = recorder;
  const trace = new Trace(gpu);
  const runtime = webgpuRuntime(gpu, trace);
  const run = compileGraph(emitTensorflow(graph, name, { composites: 'call', bindings }), runtime);
  const { fields, end } = placeFields(program, fieldsIn(graph), bindings, start);
  const inputs = new Map<string, Value>();
  const give = (input: string, place: Range, shape: readonly number[], dtype: Dtype): void => {
    trace.begin(input);
    inputs.set(input, { ...deviceValue(trace.tensorAt(place, shape, tfjsNames[dtype])), holders: 1 });
  };
  for (const stored of layout.parameters) give(stored.name, { buffer: state.parameters, at: stored.at }, stored.shape, 'f32');
  for (const stored of layout.buffers) give(stored.name, { buffer: state.buffers, at: stored.at }, stored.shape, 'f32');
  for (const { field, shape, at } of fields) give(field.name, batch.range(at), shape, field.dtype);
  for (const { name: field, dtype } of program.fields) {
    const constant = constants.get(field);
    if (constant !== undefined) give(field, constant, constant.shape, dtype);
  }
  give(runNumbers.seed, batch.range(seedAt), [], 'i32');
  give(runNumbers.step, batch.range(stepAt), [], 'i32');
  const results = run(inputs);
  const output = (result: string): TraceBuffer => {
    const value = results.get(result);
    if (value === undefined) throw new Error(`the graph has no output ${result} (a bug of emoc)`);
    return trace.bufferOf(runtime.tensor(value));
  };
  return { trace, fields, end, output };
}
