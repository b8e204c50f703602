import type { DataProgress, EpochEnd, PlanFacts, RunStart, Step, TrainEvent } from '../runtime/train/events.ts';

/** Everything that a screen shows: what the events so far came to. */
export interface RunView {
  readonly start: RunStart | null;
  readonly plan: PlanFacts | null;
  /** The latest of each encoder. */
  readonly data: readonly DataProgress[];
  /** The epoch that runs, from 1; 0 before the first. */
  readonly epoch: number;
  readonly steps: number;
  readonly step: Step | null;
  /** Losses of steps, thinned out evenly to at most 512. */
  readonly losses: Thinned;
  /** Mean of the losses with an exponential window, as tqdm smooths. */
  readonly smoothedLoss: number | null;
  readonly epochs: readonly EpochEnd[];
}

/** Every `stride`-th of a growing list of values. */
export interface Thinned {
  readonly values: readonly number[];
  readonly stride: number;
  readonly seen: number;
}

export const emptyView: RunView = {
  start: null,
  plan: null,
  data: [],
  epoch: 0,
  steps: 0,
  step: null,
  losses: { values: [], stride: 1, seen: 0 },
  smoothedLoss: null,
  epochs: [],
};

const smoothing = 0.3;

/** The view after one more event. */
export function afterEvent(view: RunView, event: TrainEvent): RunView {
  switch (event.type) {
    case 'run_start':
      return { ...view, start: event };
    case 'data':
      return { ...view, data: [...view.data.filter(({ encoder }) => encoder !== event.encoder), event] };
    case 'plan':
      return { ...view, plan: event };
    case 'epoch_start':
      return { ...view, epoch: event.epoch, steps: event.steps, step: null };
    case 'step': {
      const loss = event.losses.loss ?? Number.NaN;
      const { smoothedLoss: before } = view;
      const smoothedLoss = before === null ? loss : before + smoothing * (loss - before);
      return { ...view, step: event, smoothedLoss, losses: thinned(view.losses, loss) };
    }
    case 'epoch_end':
      return { ...view, epochs: [...view.epochs, event] };
    default:
      return view;
  }
}

const most = 512;

function thinned({ values, stride, seen }: Thinned, value: number): Thinned {
  const kept = seen % stride === 0 ? [...values, value] : values;
  if (kept.length <= most) return { values: kept, stride, seen: seen + 1 };
  return { values: kept.filter((_, place) => place % 2 === 0), stride: stride * 2, seen: seen + 1 };
}

/** Seconds until the last epoch is done if none is skipped; `null` as long as nothing tells. */
export function secondsLeft({ start, plan, step, epochs, epoch, steps }: RunView): number | null {
  if (start === null || plan === null || step === null) return null;
  const rows = plan.rows.train ?? 0;
  const ofSteps = rows / Math.max(step.samplesPerS, 1e-9);
  const known = epochs.map(({ seconds }) => seconds);
  const ofEpoch = known.length === 0 ? ofSteps : known.reduce((sum, seconds) => sum + seconds, 0) / known.length;
  const rest = ofSteps * (1 - step.stepOfEpoch / Math.max(steps, 1));
  return rest + Math.max(0, start.epochs - epoch) * ofEpoch;
}
