import { Worker } from 'node:worker_threads';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import type { WorkerAnswer } from '../extract-worker.ts';
import type { ClipResult, ClipTask, ExtractionPlan } from './clip-task.ts';

/** From sources the worker runs under tsx, from the built command it is plain JavaScript beside the bundle. */
const isSource = import.meta.url.endsWith('.ts');
const workerUrl = new URL(isSource ? '../extract-worker.ts' : './extract-worker.js', import.meta.url);

/**
 * Extracts clips in `threads` worker threads; `onResult` hears of each as it is done, in no particular order.
 *
 * If clips fail, those already begun are finished and the failure of the first clip in order is thrown: the same one in every run.
 */
export async function extractInWorkers(
  tasks: readonly ClipTask[],
  plan: ExtractionPlan,
  threads: number,
  onResult: (result: ClipResult) => void,
): Promise<void> {
  const queue = [...tasks];
  const failures: Extract<WorkerAnswer, { readonly kind: 'failed' }>[] = [];
  const next = (): ClipTask | undefined => (failures.length === 0 ? queue.shift() : undefined);
  const stop = (): void => {
    queue.length = 0;
  };
  const onAnswer = (answer: WorkerAnswer): void => {
    if (answer.kind === 'done') onResult(answer.result);
    else failures.push(answer);
  };
  await Promise.all(Array.from({ length: Math.min(threads, tasks.length) }, () => runWorker(plan, next, onAnswer, stop)));
  const [first] = failures.sort((one, other) => one.index - other.index);
  if (first !== undefined) throw new Failure(...first.diagnostics);
}

/** A life of one worker: it gets a task, answers, gets the next, and is ended when there is none. */
function runWorker(
  plan: ExtractionPlan,
  next: () => ClipTask | undefined,
  onAnswer: (answer: WorkerAnswer) => void,
  onCrash: () => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl, { workerData: plan, ...(isSource ? { execArgv: ['--import', 'tsx'] } : {}) });
    const feed = (): void => {
      const task = next();
      if (task === undefined) worker.terminate().then(() => resolve(), reject);
      else worker.postMessage(task);
    };
    worker.on('message', (answer: WorkerAnswer) => {
      onAnswer(answer);
      feed();
    });
    worker.on('error', (error) => {
      onCrash();
      reject(error);
    });
    feed();
  });
}
