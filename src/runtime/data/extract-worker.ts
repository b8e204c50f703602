import { parentPort, workerData } from 'node:worker_threads';
import { Failure } from '../../compiler/diagnostics/result.ts';
import { type ClipResult, type ClipTask, clipExtractor, type ExtractionPlan, type FailedClip } from './extraction/clip-task.ts';

/** What a worker answers to a task. A `Failure` does not survive the way between threads, its diagnostics do. */
export type WorkerAnswer = { readonly kind: 'done'; readonly result: ClipResult } | ({ readonly kind: 'failed' } & FailedClip);

const extract = clipExtractor(workerData as ExtractionPlan);

parentPort?.on('message', (task: ClipTask) => {
  try {
    const result = extract(task);
    const answer: WorkerAnswer = { kind: 'done', result };
    parentPort?.postMessage(answer, [result.features.data.buffer as ArrayBuffer]);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const answer: WorkerAnswer = { kind: 'failed', index: task.index, diagnostics: error.diagnostics };
    parentPort?.postMessage(answer);
  }
});
