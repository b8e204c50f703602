import { Failure } from '../../compiler/diagnostics/result.ts';
import { EventLog } from './event-log.ts';
import type { TrainEvent } from './events.ts';
import { type BugMessage, isStopMessage, type TrainJob } from './job.ts';
import { StopWish } from './stop.ts';
import { trainRun } from './train-run.ts';

/**
 * The training process. Its only argument is a `TrainJob` as JSON; events go up as messages, the wish to stop comes down as one.
 *
 * A terminal sends Ctrl-C to the whole group of processes; what it means is decided by the parent, so the signal is not listened to here.
 * SIGTERM, and a parent that is gone, mean the wish to stop. Exit codes: 0 done, 1 a mistake that was told, 70 a bug that was told, 75 stopped.
 */
const stop = new StopWish();
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});
process.on('SIGTERM', () => stop.utter());
process.on('disconnect', () => stop.utter());
process.on('message', (message) => {
  if (isStopMessage(message)) stop.utter();
});

const sources = new Map<string, string>();
let delivered = Promise.resolve();

/** Tells the parent. To one that is gone nothing can be told; the run folder has the event, too. */
function tell(message: TrainEvent | BugMessage): void {
  if (!process.connected) return;
  const sent = new Promise<void>((resolve) => process.send?.(message, () => resolve()));
  delivered = delivered.then(() => sent);
}

/** A warning is shown with the line that it points to, so it takes the texts along. */
const withSources = (event: TrainEvent): TrainEvent =>
  event.type === 'warning' ? { ...event, sources: Object.fromEntries(sources) } : event;

const log = new EventLog(
  (event) => tell(withSources(event)),
  () => new Date(),
);

async function run(): Promise<number> {
  try {
    const job = JSON.parse(process.argv[2] ?? '') as TrainJob;
    const isDone = await trainRun(job, { log, stop, sources, nowMs: () => performance.now() });
    log.close(null);
    return isDone ? 0 : 75;
  } catch (error) {
    if (error instanceof Failure) {
      log.close({ type: 'error', diagnostics: error.diagnostics, sources: Object.fromEntries(sources) });
      return 1;
    }
    log.close(null);
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    tell({ type: 'bug', stack });
    return 70;
  }
}

process.exitCode = await run();
// The channel keeps the process alive.
await delivered;
if (process.connected) process.disconnect();
