import type { Losses } from './events.ts';

/** Where training stands between two steps. All of it is in a checkpoint, so that a run goes on as if it had never stopped. */
export interface Position {
  /** Updates done. */
  readonly step: number;
  /** Epochs completed, validation included. */
  readonly epoch: number;
  /** Batches done of the epoch that is not complete. */
  readonly batchOfEpoch: number;
  /** Samples seen in that epoch, and the sums of their losses. */
  readonly samples: number;
  readonly lossSums: Losses;
}

export const startPosition: Position = { step: 0, epoch: 0, batchOfEpoch: 0, samples: 0, lossSums: {} };

/** The position after one more batch. */
export function afterBatch(position: Position, samples: number, losses: ReadonlyMap<string, number>): Position {
  const sums = [...losses].map(([name, loss]) => [name, (position.lossSums[name] ?? 0) + loss * samples]);
  return {
    ...position,
    step: position.step + 1,
    batchOfEpoch: position.batchOfEpoch + 1,
    samples: position.samples + samples,
    lossSums: Object.fromEntries(sums),
  };
}

/** Where the next batch is, as long as the results of those before it are not known: the losses are those of the position. */
export const afterSending = (position: Position): Position => ({
  ...position,
  step: position.step + 1,
  batchOfEpoch: position.batchOfEpoch + 1,
});

/** The position after an epoch whose batches are all done. */
export const afterEpoch = ({ step, epoch }: Position): Position => ({ ...startPosition, step, epoch: epoch + 1 });

/** Mean losses of the samples seen in the epoch. */
export const meanLosses = ({ samples, lossSums }: Position): Losses =>
  Object.fromEntries(Object.entries(lossSums).map(([name, sum]) => [name, sum / samples]));
