import type { TrainEvent } from '../runtime/train/events.ts';
import type { BugMessage, StopMessage, TrainJob } from '../runtime/train/job.ts';
import type { StopSignal } from './exit-codes.ts';

/** How a training process ended. */
export type ChildEnding =
  /** `code` is its own: 0 done, 1 a mistake that it told, 75 stopped. */
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'bug'; readonly stack: string }
  /** It is gone without a word: killed from outside, out of memory, crashed in native code. */
  | { readonly kind: 'crash'; readonly signal: string | null; readonly lastWords: string };

export interface TrainingProcess {
  /** Asks it to stop after the batch it is at. */
  stop(): void;
  /** Ends it at once. What it had saved stays whole. */
  kill(): void;
  readonly ending: Promise<ChildEnding>;
}

/** Longest piece of the child's error stream that is kept for the report of a crash. */
const lastWordsLength = 4000;

/** Starts a training process; its events arrive at `listener` in order. */
export async function startTraining(job: TrainJob, listener: (event: TrainEvent) => void): Promise<TrainingProcess> {
  const { execaNode } = await import('execa');
  const isSource = import.meta.url.endsWith('.ts');
  const entry = new URL(isSource ? '../runtime/train/child.ts' : './train-child.js', import.meta.url);
  const child = execaNode(entry, [JSON.stringify(job)], {
    ipc: true,
    nodeOptions: isSource ? ['--import', 'tsx'] : [],
    reject: false,
    stdin: 'ignore',
    stdout: 'ignore',
    buffer: false,
    cleanup: true,
  });
  let bug: string | null = null;
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-lastWordsLength);
  });
  const messages = (async () => {
    for await (const message of child.getEachMessage()) {
      const told = message as unknown as TrainEvent | BugMessage;
      if (told.type === 'bug') bug = told.stack;
      else listener(told);
    }
  })();
  const ending = (async (): Promise<ChildEnding> => {
    const { exitCode, signal } = await child;
    await messages.catch(() => {});
    if (bug !== null) return { kind: 'bug', stack: bug };
    if (exitCode === 0 || exitCode === 1 || exitCode === 75) return { kind: 'exit', code: exitCode };
    return { kind: 'crash', signal: signal ?? null, lastWords };
  })();
  const wish: StopMessage = { type: 'stop' };
  return {
    // A process that has just ended cannot be told to; it needs not.
    stop: () => void child.sendMessage({ ...wish }).catch(() => {}),
    kill: () => void child.kill('SIGKILL'),
    ending,
  };
}

/**
 * Passes signals of this process on to a training process: the first one asks it to stop, the second ends it at once.
 *
 * Gives the first signal that came, and a function that takes the listeners away.
 */
export function passSignals({ stop, kill }: Pick<TrainingProcess, 'stop' | 'kill'>): {
  readonly first: () => StopSignal | null;
  readonly release: () => void;
} {
  let first: StopSignal | null = null;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (first === null) {
      first = signal as StopSignal;
      stop();
    } else kill();
  };
  const signals: readonly StopSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, onSignal);
  return {
    first: () => first,
    release: () => {
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}
