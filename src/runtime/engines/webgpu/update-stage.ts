/// <reference types="@webgpu/types" />
import type { Optimizer } from '../../kernels/define-update-rule.ts';
import { gateShader, keepShader, mostPartials, partialsFor, squaresShader } from '../../kernels/wgsl/control.ts';
import { workgroupsFor } from '../../kernels/wgsl/shader.ts';
import { sumScaledRows, sumTokenRows } from '../../kernels/wgsl/sum-rows.ts';
import { denseUpdate, rowUpdate, type ShaderRule } from '../../kernels/wgsl/update.ts';
import type { SparseTable } from './layout.ts';
import type { Recorder, Traced } from './recorder.ts';
import { type Trace, TraceBuffer } from './trace.ts';

/** Buffers that a training step needs beside the state. */
export interface TrainingBuffers {
  readonly gradients: GPUBuffer;
  /** Next values of the running statistics, with the places of the present ones. */
  readonly nextBuffers: GPUBuffer;
  /** `Control` of the shaders, 16 bytes. */
  readonly control: GPUBuffer;
  /** The losses, each at a place of its own. */
  readonly results: GPUBuffer;
}

/** Rows that a table's gradient touches, sorted on the host: places in the batch's memory. */
export interface RowPlaces {
  readonly table: SparseTable;
  readonly tokens: number;
  readonly mostRows: number;
  readonly touchedAt: number;
  readonly startsAt: number;
  readonly tokensAt: number;
}

/** What is appended to a recorded forward and backward pass. */
export interface UpdateStage {
  readonly traced: Traced;
  readonly optimizer: Optimizer;
  readonly training: TrainingBuffers;
  readonly loss: TraceBuffer;
  readonly rows: readonly RowPlaces[];
  /** Where the scalars of a rule lie for a penalty. */
  readonly scalarsAt: (l2: number) => number;
}

/** What no gradient exceeds: the limit where there is none. */
const largestFloat = 3.4028234663852886e38;

/** Records clipping, the decision whether the step counts, the updates of parameters, and the next running statistics. */
export function recordUpdate(recorder: Recorder, stage: UpdateStage): void {
  const { layout, state, program, batch } = recorder;
  const { traced, optimizer, training, rows } = stage;
  const { trace, output } = traced;
  const { clipNorm, clipValue } = program.optimizer;
  const limit = { f32: clipValue ?? largestFloat };
  const control = at(training.control, 0, 16);
  const rule: ShaderRule = { name: optimizer.name, slots: optimizer.slots.length, statements: optimizer.wgsl };
  trace.begin('the update of parameters');

  const sums = rows.map((places) => sumRows(recorder, traced, places));
  const ranges = [...(layout.gradientBytes === 0 ? [] : [at(training.gradients, 0, layout.gradientBytes)]), ...sums];
  const partials = trace.scratch(4 * mostPartials * Math.max(1, ranges.length));
  let count = 0;
  for (const range of ranges) count += sumSquares(trace, partials, range, count, limit.f32);
  trace.call(
    gateShader,
    { written: [control], read: [stage.loss, partials], uniforms: [{ u32: count }, { f32: clipNorm ?? 0 }] },
    [1, 1, 1],
  );

  for (const { l2, at: start, sizeBytes } of layout.groups) {
    for (const [from, size] of pieces(start, sizeBytes, recorder)) {
      const written = [state.parameters, ...state.slots].map((memory) => at(memory, from, size));
      const scalars = at(batch.memory, stage.scalarsAt(l2), 4 * scalarCount(optimizer));
      const read = [at(training.gradients, from, size), control, scalars];
      trace.call(denseUpdate(rule), { written, read, uniforms: [{ u32: size / 16 }, limit] }, workgroupsFor(size / 16));
    }
  }
  for (const [place, { table, mostRows, touchedAt }] of rows.entries()) {
    const { at: start, vocabulary, width, l2 } = table;
    const written = [state.parameters, ...state.slots].map((memory) => at(memory, start, 4 * vocabulary * width));
    const scalars = at(batch.memory, stage.scalarsAt(l2), 4 * scalarCount(optimizer));
    const touched = at(batch.memory, touchedAt, 4 * (mostRows + 1));
    const read = [sums[place] as TraceBuffer, control, scalars, touched];
    trace.call(rowUpdate(rule), { written, read, uniforms: [{ u32: width }, limit] }, workgroupsFor(mostRows * width));
  }

  const kept = layout.buffers.filter(({ name }) => program.training.outputs.has(`buffer/${name}`));
  for (const { name, at: place } of kept) trace.settle(output(`buffer/${name}`), { buffer: training.nextBuffers, at: place });
  for (const { at: place, count: size } of kept) {
    const [now, next] = [state.buffers, training.nextBuffers].map((memory) => at(memory, place, 4 * size)) as [
      TraceBuffer,
      TraceBuffer,
    ];
    trace.call(keepShader, { written: [now], read: [next, control], uniforms: [{ u32: size }] }, workgroupsFor(size));
  }
}

export const scalarCount = (optimizer: Optimizer): number => optimizer.prepare({ step: 1, rate: 1, l2: 0 }).scalars.length;

const at = (buffer: GPUBuffer, place: number, sizeBytes: number): TraceBuffer =>
  new TraceBuffer(sizeBytes, 'the update of parameters', { buffer, at: place });

/** Adds the sums of squares of a range behind the first `first` partial sums; gives how many it added. */
function sumSquares(trace: Trace, partials: TraceBuffer, range: TraceBuffer, first: number, limit: number): number {
  const count = range.sizeBytes / 4;
  const groups = partialsFor(count);
  const uniforms = [{ u32: count }, { u32: first }, { u32: groups }, { f32: limit }];
  trace.call(squaresShader, { written: [partials], read: [range], uniforms }, [groups, 1, 1]);
  return groups;
}

/** Records the sum of a table's gradient rows by id. */
function sumRows({ program, batch }: Recorder, { trace, output }: Traced, places: RowPlaces): TraceBuffer {
  const { table, tokens, mostRows, touchedAt, startsAt, tokensAt } = places;
  const isScaled = program.training.outputs.has(`scaled-rows/${table.name}`);
  const rows = output(`${isScaled ? 'scaled-rows' : 'rows'}/${table.name}`);
  const sums = trace.scratch(4 * mostRows * table.width);
  const sorted = [
    at(batch.memory, touchedAt, 4 * (mostRows + 1)),
    at(batch.memory, startsAt, 4 * (tokens + 2)),
    at(batch.memory, tokensAt, 4 * tokens),
  ];
  const length = isScaled ? tokens / (rows.sizeBytes / 4 / table.width) : 1;
  trace.call(
    isScaled ? sumScaledRows : sumTokenRows,
    {
      written: [sums],
      read: [rows, ...sorted, ...(isScaled ? [output(`scale/${table.name}`)] : [])],
      uniforms: [{ u32: mostRows }, { u32: table.width }, { u32: length }],
    },
    workgroupsFor(mostRows * table.width),
  );
  return sums;
}

/** A range in pieces that a shader may be given at once. */
function* pieces(start: number, sizeBytes: number, { gpu }: Recorder): Generator<[from: number, sizeBytes: number]> {
  const largest = Math.floor(gpu.device.limits.maxStorageBufferBindingSize / 256) * 256;
  for (let from = start; from < start + sizeBytes; from += largest) yield [from, Math.min(largest, start + sizeBytes - from)];
}
