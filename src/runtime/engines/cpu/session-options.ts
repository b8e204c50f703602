import type { InferenceSession } from 'onnxruntime-node';
import { type Bindings, resolveShape } from '../../../compiler/graph/dimension.ts';
import type { Graph } from '../../../compiler/graph/graph.ts';
import { sizeOf } from '../../../compiler/graph/tensor.ts';
import { flopsOf } from '../../../compiler/passes/flops.ts';

/** A graph with so little work, in FLOP a call, takes no longer than waking a second thread for each of its operators. */
const littleWork = 16e6;

/** Copies of so many bytes, into memory that is mapped anew each time, take longer than keeping the binding from making them. */
const manyBytes = 256_000;

/** How a graph is run, besides what holds for all of them. */
export interface RunSettings {
  readonly threads: number;
  /** Whether ONNX Runtime plans its memory by pattern: faster by the time of its allocations, for a third more memory. */
  readonly isMemoryPlanned: boolean;
  /** Whether the binding is kept from returning results, which it would copy: they lie where they were asked for anyway. */
  readonly isReturnPrevented: boolean;
}

/** A graph with little work runs on one thread, whatever the run may use, with planned memory; one with large results keeps them in place. */
export function settingsFor(graph: Graph, limits: Bindings, threads: number): RunSettings {
  const isLittle = flopsOf(graph, limits) < littleWork;
  const resultBytes = [...graph.outputs.values()].reduce((sum, { shape }) => sum + 4 * sizeOf(resolveShape(shape, limits)), 0);
  return { threads: isLittle ? 1 : threads, isMemoryPlanned: isLittle, isReturnPrevented: resultBytes >= manyBytes };
}

/**
 * How ONNX Runtime runs a graph. Each setting is the best of those measured on training graphs:
 *
 * - `extended` fuses what can be fused; `all` would reorder data around max pooling, which costs more than it gains.
 * - `sequential`, because two small operators at a time are slower than one on all threads.
 * - The arena keeps memory between steps (without it a step takes a quarter longer); planning by pattern would take a third more memory
 *   for the same speed, except where a step is little more than its allocations.
 * - Numbers below 1e-38 count as zero: arithmetic on them is a hundred times slower.
 */
export function sessionOptions({
  threads,
  isMemoryPlanned,
}: Omit<RunSettings, 'isReturnPrevented'>): InferenceSession.SessionOptions {
  return {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'extended',
    enableCpuMemArena: true,
    enableMemPattern: isMemoryPlanned,
    logSeverityLevel: 3,
    extra: { session: { set_denormal_as_zero: '1' } },
  };
}
