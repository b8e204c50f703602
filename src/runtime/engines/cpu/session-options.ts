import type { InferenceSession } from 'onnxruntime-node';
import type { Bindings } from '../../../compiler/graph/dimension.ts';
import type { Graph } from '../../../compiler/graph/graph.ts';
import { flopsOf } from '../../../compiler/passes/flops.ts';

/** A graph with so little work, in FLOP a call, takes no longer than waking a second thread for each of its operators. */
const littleWork = 16e6;

/** How a graph is run, besides what holds for all of them. */
export interface RunSettings {
  readonly threads: number;
  /** Whether ONNX Runtime plans its memory by pattern: faster by the time of its allocations, for a third more memory. */
  readonly isMemoryPlanned: boolean;
}

/** A graph with little work runs on one thread, whatever the run may use, with planned memory. */
export function settingsFor(graph: Graph, limits: Bindings, threads: number): RunSettings {
  const isLittle = flopsOf(graph, limits) < littleWork;
  return { threads: isLittle ? 1 : threads, isMemoryPlanned: isLittle };
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
export function sessionOptions({ threads, isMemoryPlanned }: RunSettings): InferenceSession.SessionOptions {
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
