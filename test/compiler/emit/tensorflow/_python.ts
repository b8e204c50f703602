import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { TensorflowGraph } from '../../../../src/compiler/emit/tensorflow/tensorflow-graph.ts';
import type { Tensor } from '../../../../src/compiler/graph/tensor.ts';

/** A Python that can import TensorFlow, from the environment; `null` where the machine has none. */
export const tensorflowPython = process.env.EMOC_TENSORFLOW_PYTHON ?? null;

/** Says that tests were skipped, and how to run them. */
export const printSkipped = (): void =>
  console.log('skipped: EMOC_TENSORFLOW_PYTHON names no Python with TensorFlow (python -m pip install tensorflow-cpu)');

export interface PythonJob {
  readonly graph: TensorflowGraph;
  readonly feeds: ReadonlyMap<string, Tensor>;
}

export interface PythonResult {
  readonly error?: string;
  readonly outputs?: Readonly<Record<string, { readonly shape: readonly number[]; readonly data: readonly number[] }>>;
}

/** Runs all graphs in one TensorFlow process; starting it takes seconds. */
export async function runInPython(jobs: readonly PythonJob[]): Promise<readonly PythonResult[]> {
  if (tensorflowPython === null) throw new Error('EMOC_TENSORFLOW_PYTHON is not set');
  const folder = mkdtempSync(join(tmpdir(), 'emoc-tensorflow-'));
  try {
    const [request, answer] = [join(folder, 'jobs.json'), join(folder, 'results.json')];
    const written = jobs.map(({ graph, feeds }) => ({
      graph,
      feeds: Object.fromEntries(
        [...feeds].map(([name, { shape, data }]) => [name, { shape, data: Array.from(data as Float64Array) }]),
      ),
    }));
    writeFileSync(request, JSON.stringify(written));
    await execa(tensorflowPython, ['test/compiler/emit/tensorflow/run_graphs.py', request, answer]);
    return JSON.parse(readFileSync(answer, 'utf8')) as PythonResult[];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
