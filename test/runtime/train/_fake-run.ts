import type { RowBatch } from '../../../src/runtime/data/batches.ts';
import type { Session, TrainingState } from '../../../src/runtime/engines/engine.ts';
import type { SplitScores, TrainEvent } from '../../../src/runtime/train/events.ts';
import type { Snapshot } from '../../../src/runtime/train/hooks/checkpoints.ts';
import type { Hook } from '../../../src/runtime/train/hooks.ts';
import { Judge } from '../../../src/runtime/train/judge.ts';
import { type Ended, train } from '../../../src/runtime/train/loop.ts';
import { monitoringOf } from '../../../src/runtime/train/monitor.ts';
import { startPosition } from '../../../src/runtime/train/position.ts';
import { StepTicker } from '../../../src/runtime/train/step-ticker.ts';
import { StopWish } from '../../../src/runtime/train/stop.ts';

/** A training in memory: one weight, whose every value depends on all batches, rates and losses before it, in their order. */
export interface FakeRun {
  readonly weight: number;
  readonly ended: Ended;
  readonly events: readonly TrainEvent[];
  readonly judge: Judge;
  readonly mostUnderWay: number;
}

export interface FakeOptions {
  readonly from?: Snapshot;
  readonly hooks?: (parts: {
    readonly judge: Judge;
    readonly session: Session;
    readonly emit: (event: TrainEvent) => void;
  }) => Hook[];
  readonly stop?: StopWish;
  readonly epochs?: number;
  /** How many steps the session lets be under way; their results come a while after them. */
  readonly stepsInFlight?: number;
  readonly loss?: (step: number) => number;
  readonly validationLoss?: (weight: number, epoch: number) => number;
}

const rowCount = 10;
const batchSize = 3;
export const stepsPerEpoch = Math.ceil(rowCount / batchSize);

function* batchesOf(epoch: number, from: number): Iterable<RowBatch> {
  // A rotation by the epoch stands for its order.
  const rows = Array.from({ length: rowCount }, (_, row) => (row + epoch * 3) % rowCount);
  for (let batch = from; batch < stepsPerEpoch; batch += 1) {
    const own = Int32Array.from(rows.slice(batch * batchSize, (batch + 1) * batchSize));
    yield { bindings: { B: own.length }, fields: new Map(), rows: own };
  }
}

export async function fakeRun(options: FakeOptions = {}): Promise<FakeRun> {
  const {
    from,
    stop = new StopWish(),
    stepsInFlight,
    epochs = 4,
    loss = (step) => 1 / (step + 1),
    validationLoss = (weight) => weight,
  } = options;
  let weight = from?.state.tensors.get('weight')?.data[0] ?? 1;
  let step = from?.state.step ?? 0;
  let [underWay, mostUnderWay] = [0, 0];
  const session: Session = {
    ...(stepsInFlight === undefined ? {} : { stepsInFlight }),
    async step({ bindings }, rate) {
      underWay += 1;
      mostUnderWay = Math.max(mostUnderWay, underWay);
      const rows = bindings.B ?? 0;
      const value = loss(step);
      weight = Math.fround(weight * 0.9 + rate * rows + value);
      step += 1;
      if (stepsInFlight !== undefined) await new Promise(setImmediate);
      underWay -= 1;
      return {
        losses: new Map([
          ['loss', value],
          ['loss/mood', value],
        ]),
        gradientNorm: null,
      };
    },
    outputs: async () => new Map(),
    state: async (): Promise<TrainingState> => ({
      step,
      tensors: new Map([['weight', { shape: [1], data: Float32Array.of(weight) }]]),
    }),
    dispose: async () => {},
  };
  const events: TrainEvent[] = [];
  const emit = (event: TrainEvent): void => void events.push(event);
  const judge = new Judge(monitoringOf({ kind: 'loss' }), from?.judge);
  let epoch = from?.position.epoch ?? 0;
  const ended = await train(
    {
      session,
      batches: batchesOf,
      stepsPerEpoch,
      epochs,
      rateAt: (position) => 1 / (1 + position.step + 10 * position.epoch),
      validate: async (): Promise<SplitScores> => {
        epoch += 1;
        return { losses: { loss: validationLoss(weight, epoch) }, heads: {} };
      },
      judge,
      hooks: options.hooks?.({ judge, session, emit }) ?? [],
      ticker: new StepTicker(emit, () => 0, stepsPerEpoch),
      stop,
      emit,
    },
    from?.position ?? startPosition,
  );
  return { weight, ended, events, judge, mostUnderWay };
}
