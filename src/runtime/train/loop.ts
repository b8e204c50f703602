import type { RowBatch } from '../data/batches.ts';
import type { Session, StepResult } from '../engines/engine.ts';
import type { Emit, EndReason, SplitScores } from './events.ts';
import type { Hook } from './hooks.ts';
import type { Judge } from './judge.ts';
import { afterBatch, afterEpoch, afterSending, meanLosses, type Position } from './position.ts';
import type { StepTicker } from './step-ticker.ts';
import type { StopWish } from './stop.ts';

/** Everything that training works with. */
export interface Training {
  readonly session: Session;
  /** Batches of an epoch (from 0) from a place on: a function of the seed and the epoch alone. */
  readonly batches: (epoch: number, from: number) => Iterable<RowBatch>;
  readonly stepsPerEpoch: number;
  readonly epochs: number;
  readonly rateAt: (position: Position) => number;
  /** Scores on the validation split; `null` without one, or when the wish to stop came meanwhile. */
  readonly validate: () => Promise<SplitScores | null>;
  readonly judge: Judge;
  readonly hooks: readonly Hook[];
  readonly ticker: StepTicker;
  readonly stop: StopWish;
  readonly emit: Emit;
}

export interface Ended {
  readonly reason: EndReason | 'stopped';
  readonly position: Position;
}

/** Trains from a position on until the last epoch is done, a hook has a reason to end, or a stop is wished for. */
export async function train(training: Training, from: Position): Promise<Ended> {
  try {
    return await trainFrom(training, from);
  } catch (error) {
    for (const hook of training.hooks) hook.atFailure?.();
    throw error;
  }
}

async function trainFrom(training: Training, from: Position): Promise<Ended> {
  const { session, stepsPerEpoch, epochs, judge, hooks, ticker, stop, emit } = training;
  const reasonNow = (): Ended['reason'] | null =>
    stop.isUttered ? 'stopped' : position.epoch >= epochs ? 'epochs' : (firstReason(hooks) ?? null);

  let position = from;
  let reason = reasonNow();
  while (reason === null) {
    const epoch = position.epoch + 1;
    emit({ type: 'epoch_start', epoch, epochs, steps: stepsPerEpoch });
    ticker.startEpoch();
    const underWay: Sent[] = [];
    const receive = async (): Promise<void> => {
      const { result, rate, samples } = underWay.shift() as Sent;
      const found = await result;
      position = afterBatch(position, samples, found.losses);
      for (const hook of hooks) await hook.afterStep?.(found, position, underWay.length === 0);
      await ticker.step(found, rate, samples, position);
    };
    let sent = position;
    for (const batch of training.batches(position.epoch, position.batchOfEpoch)) {
      const rate = training.rateAt(sent);
      underWay.push(send(session, batch, rate));
      sent = afterSending(sent);
      while (underWay.length >= (session.stepsInFlight ?? 1)) await receive();
      if (hooks.some((hook) => hook.wantsRest?.() === true)) while (underWay.length > 0) await receive();
      if (stop.isUttered) break;
    }
    while (underWay.length > 0) await receive();
    const validation = stop.isUttered ? null : await training.validate();
    if (!stop.isUttered) {
      const losses = meanLosses(position);
      position = afterEpoch(position);
      const judgement = judge.judge(validation, epoch);
      emit({ type: 'epoch_end', epoch, step: position.step, losses, validation, ...judgement, seconds: ticker.epochSeconds() });
      for (const hook of hooks) await hook.afterEpoch?.(judgement, position);
    }
    reason = reasonNow();
  }
  for (const hook of hooks) await hook.atEnd?.(position);
  return { reason, position };
}

/** A step that was sent and whose result nobody has looked at yet. */
interface Sent {
  readonly result: Promise<StepResult>;
  readonly rate: number;
  readonly samples: number;
}

function send(session: Session, batch: RowBatch, rate: number): Sent {
  const result = session.step(batch, rate);
  // It is awaited in its turn; until then an error of it is not an unheard one.
  result.catch(() => {});
  return { result, rate, samples: batch.rows.length };
}

function firstReason(hooks: readonly Hook[]): EndReason | null {
  for (const hook of hooks) {
    const reason = hook.beforeEpoch?.() ?? null;
    if (reason !== null) return reason;
  }
  return null;
}
