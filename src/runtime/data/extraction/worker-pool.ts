import { Worker } from 'node:worker_threads';
import type { WorkerAnswer } from '../extract-worker.ts';
import type { ClipResult, ClipTask, ExtractionPlan, FailedClip } from './clip-task.ts';

/** From the built command the worker is plain JavaScript beside the bundle. From sources it is TypeScript, which a thread first has to learn. */
function startWorker(plan: ExtractionPlan): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./extract-worker.js', import.meta.url), { workerData: plan });
  const url = JSON.stringify(new URL('../extract-worker.ts', import.meta.url).href);
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  const script = `import(${loader}).then(({ register }) => { register(); return import(${url}); })`;
  return new Worker(script, { eval: true, workerData: plan });
}

/**
 * Extracts clips in `threads` worker threads; `onResult` hears of each as it is done, in no particular order.
 *
 * If clips fail, those already begun are finished, and the failures are returned in the order of the clips.
 */
export async function extractInWorkers(
  tasks: readonly ClipTask[],
  plan: ExtractionPlan,
  threads: number,
  onResult: (result: ClipResult) => void,
): Promise<readonly FailedClip[]> {
  const queue = [...tasks];
  const failures: FailedClip[] = [];
  const next = (): ClipTask | undefined => (failures.length === 0 ? queue.shift() : undefined);
  const stop = (): void => {
    queue.length = 0;
  };
  const onAnswer = (answer: WorkerAnswer): void => {
    if (answer.kind === 'done') onResult(answer.result);
    else failures.push(answer);
  };
  await Promise.all(Array.from({ length: Math.min(threads, tasks.length) }, () => runWorker(plan, next, onAnswer, stop)));
  return failures.sort((one, other) => one.index - other.index);
}

/** A life of one worker: it gets a task, answers, gets the next, and is ended when there is none. */
function runWorker(
  plan: ExtractionPlan,
  next: () => ClipTask | undefined,
  onAnswer: (answer: WorkerAnswer) => void,
  onCrash: () => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = startWorker(plan);
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
