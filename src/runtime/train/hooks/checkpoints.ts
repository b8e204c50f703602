import { Failure } from '../../../compiler/diagnostics/result.ts';
import type { TrainingState } from '../../engines/engine.ts';
import type { Emit } from '../events.ts';
import type { Hook } from '../hooks.ts';
import type { JudgeState } from '../judge.ts';
import type { Position } from '../position.ts';

/** A moment of training, complete. */
export interface Snapshot {
  readonly state: TrainingState;
  readonly position: Position;
  readonly judge: JudgeState;
}

export interface CheckpointsOptions {
  /** A copy of what training holds now. */
  readonly capture: () => Promise<TrainingState>;
  readonly judge: () => JudgeState;
  /** Writes one checkpoint whole and gives its file. */
  readonly save: (kind: 'best' | 'last', snapshot: Snapshot) => string;
  /** What `last` holds already; `null` where there is none. */
  readonly resumedFrom: Position | null;
  readonly emit: Emit;
  readonly nowMs: () => number;
}

/** Shortest time between two saves. */
const pauseMs = 1000;
/** Saving may take this share of the time. */
const costShare = 0.05;

/**
 * Keeps `best` (the weights of the best epoch) and `last` (where a run goes on) on disk.
 *
 * Both are written at the first epoch's end, at the end of training, and in between after any step or epoch, at most once a second and less often
 * where that would cost more than a twentieth of the time. A run that is killed repeats what came after the last save, with the same numbers.
 * When training fails, the best epoch so far is still saved. `best` is always written before `last`: so a `last` that knows of a better epoch never stands beside an older `best`.
 */
export function checkpoints({ capture, judge, save, resumedFrom, emit, nowMs }: CheckpointsOptions): Hook {
  let best: Snapshot | null = null;
  let saved = resumedFrom;
  let nextMs = nowMs() + pauseMs;

  const write = (kind: 'best' | 'last', snapshot: Snapshot): void => {
    const file = save(kind, snapshot);
    emit({ type: 'checkpoint', kind, file, step: snapshot.position.step, epoch: snapshot.position.epoch });
  };

  async function saveAll(position: Position): Promise<void> {
    const startMs = nowMs();
    if (best !== null) write('best', best);
    best = null;
    write('last', { state: await capture(), position, judge: judge() });
    saved = position;
    nextMs = nowMs() + Math.max(pauseMs, (nowMs() - startMs) / costShare);
  }

  return {
    atFailure() {
      if (best === null) return;
      try {
        write('best', best);
      } catch (error) {
        // A full disk is most likely the failure itself; what it holds is whole.
        if (!(error instanceof Failure)) throw error;
      }
    },
    wantsRest: () => nowMs() >= nextMs,
    async afterStep(_, position, isAtRest) {
      if (isAtRest && nowMs() >= nextMs) await saveAll(position);
    },
    async afterEpoch({ isBest }, position) {
      if (isBest) best = { state: await capture(), position, judge: judge() };
      if (saved === null || nowMs() >= nextMs) await saveAll(position);
    },
    async atEnd(position) {
      const isSaved = saved !== null && saved.step === position.step && saved.epoch === position.epoch;
      if (position.step > 0 && (best !== null || !isSaved)) await saveAll(position);
    },
  };
}
