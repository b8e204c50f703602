import type { EpochEnd, PlanFacts, Step, Summary, TrainEvent } from '../../src/runtime/train/events.ts';

/** A short run as its events. */
export const plan: PlanFacts = {
  type: 'plan',
  run: 'runs/vad-1',
  engine: 'cpu',
  threads: 2,
  isResumed: false,
  rows: { train: 1158, validation: 289, test: 752 },
  batch: 32,
  stepsPerEpoch: 37,
  parameters: 42497,
  monitor: 'val.loss',
  heads: [
    { name: 'felt', protocol: 'classification@1', primary: 'macro_f1', better: 'higher' },
    { name: 'arousal', protocol: 'vad@1', primary: 'ccc', better: 'higher' },
  ],
  patience: 5,
};

export const step = (epoch: number, stepOfEpoch: number, loss: number): Step => ({
  type: 'step',
  epoch,
  step: (epoch - 1) * 37 + stepOfEpoch,
  stepOfEpoch,
  losses: { loss },
  rate: 1e-3,
  gradientNorm: null,
  samplesPerS: 1158,
});

export const epochEnd = (epoch: number, ccc: number, isBest = true): EpochEnd => ({
  type: 'epoch_end',
  epoch,
  step: epoch * 37,
  losses: { loss: 1 / epoch },
  validation: { losses: { loss: 2 / epoch }, heads: { felt: { macro_f1: 0.5 }, arousal: { ccc } } },
  monitored: 2 / epoch,
  isBest,
  bestEpoch: isBest ? epoch : epoch - 1,
  epochsWithoutGain: isBest ? 0 : 1,
  seconds: 2,
});

export const summary: Summary = {
  type: 'summary',
  run: 'runs/vad-1',
  experiment: 'vad',
  reason: 'patience',
  bestEpoch: 1,
  epochs: 2,
  steps: 74,
  metrics: {
    validation: { felt: { macro_f1: 0.5 }, arousal: { ccc: 0.25 } },
    test: { felt: { macro_f1: 0.4 }, arousal: { ccc: Number.NaN } },
  },
  losses: { validation: { loss: 1 }, test: { loss: 2 } },
  baselines: { validation: { felt: { macro_f1: 0.3 } }, test: { felt: { macro_f1: 0.2 } } },
  seconds: 65,
};

export const run: readonly TrainEvent[] = [
  { type: 'run_start', emoc: '0.1.0', experiment: 'vad', spec: 'vad.emo', seed: 7, epochs: 20 },
  { type: 'data', encoder: 'tone', done: 10, total: 40 },
  plan,
  { type: 'epoch_start', epoch: 1, epochs: 20, steps: 37 },
  step(1, 10, 0.9),
  step(1, 37, 0.5),
  epochEnd(1, 0.25),
  { type: 'epoch_start', epoch: 2, epochs: 20, steps: 37 },
  step(2, 37, 0.4),
  epochEnd(2, 0.125, false),
  summary,
];
