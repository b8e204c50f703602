import type { InferenceSession } from 'onnxruntime-node';

/**
 * How ONNX Runtime runs a graph. Each setting is the best of those measured on training graphs:
 *
 * - `extended` fuses what can be fused; `all` would reorder data around max pooling, which costs more than it gains.
 * - `sequential`, because two small operators at a time are slower than one on all threads.
 * - The arena keeps memory between steps (without it a step takes a quarter longer); planning by pattern would take a third more memory
 *   for the same speed.
 * - Numbers below 1e-38 count as zero: arithmetic on them is a hundred times slower.
 */
export function sessionOptions(threads: number): InferenceSession.SessionOptions {
  return {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'extended',
    enableCpuMemArena: true,
    enableMemPattern: false,
    logSeverityLevel: 3,
    extra: { session: { set_denormal_as_zero: '1' } },
  };
}
