import type { Plan, PlannedTraining } from '../plan/plan-model.ts';
import { diffEntries, type Entry, entriesOf } from './diff-entries.ts';
import type { Change } from './diff-model.ts';

export const diffExperiment = (before: Plan, after: Plan): Change[] => diffEntries(experimentOf(before), experimentOf(after));

const experimentOf = ({ experiment: { name, seed, constants } }: Plan): Entry[] => [
  { path: 'experiment', text: name },
  { path: 'seed', text: String(seed) },
  ...Object.entries(constants).map(([constant, value]) => ({ path: `let ${constant}`, text: String(value) })),
];

export const diffLoss = (before: Plan, after: Plan): Change[] => diffEntries(lossOf(before), lossOf(after));

const lossOf = ({ loss }: Plan): Entry[] => [
  { path: 'loss', text: loss.expression },
  ...loss.penalties.map(({ l2, parameter }) => ({ path: `penalty on ${parameter}`, text: String(l2) })),
];

/** Settings of another optimizer are other settings, even where they share a name. */
export const diffTraining = ({ train: before }: Plan, { train: after }: Plan): Change[] => {
  const isSameRule = before.optimizer === after.optimizer;
  const entries = (train: PlannedTraining): Entry[] => [
    { path: 'optimizer', text: isSameRule ? train.optimizer : `${train.optimizer}(${callOf(train)})` },
    ...(isSameRule ? entriesOf(train.optimizerSettings, 'optimizer.') : []),
    { path: 'schedule', text: train.schedules.length === 0 ? 'none' : train.schedules.join(' * ') },
    ...entriesOf(train.settings),
  ];
  return diffEntries(entries(before), entries(after));
};

const callOf = ({ optimizerSettings }: PlannedTraining): string =>
  optimizerSettings.map(({ name, text }) => `${name} = ${text}`).join(', ');
