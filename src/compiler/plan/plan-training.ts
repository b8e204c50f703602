import type { ScheduleKind } from '../catalogue/define-schedule.ts';
import { schedules } from '../catalogue/schedules/index.generated.ts';
import { trainSchema } from '../check/blocks/train.ts';
import type { Monitor, TrainSettings, TypedSpec } from '../check/model.ts';
import type { PlannedSetting, PlannedTraining } from './plan-model.ts';
import { plannedSettings, printCallOf } from './print-setting.ts';

const schedulesByName: ReadonlyMap<string, ScheduleKind> = new Map(schedules.map((schedule) => [schedule.name, schedule]));

/** The settings of training with all their defaults, and how many steps it takes where the number of training rows is known. */
export function planTraining({ train }: TypedSpec, trainingRows: number | null): PlannedTraining {
  const stepsPerEpoch = trainingRows === null ? null : Math.ceil(trainingRows / train.batch);
  return {
    optimizer: train.optimizer.kind.name,
    optimizerSettings: plannedSettings(train.optimizer.settings, train.optimizer.kind.schema),
    schedules: train.schedules.map(({ kind, settings }) => {
      const schedule = schedulesByName.get(kind);
      if (schedule === undefined) throw new Error(`no schedule ${kind} (a bug of emoc)`);
      return printCallOf(kind, plannedSettings(settings, schedule.schema));
    }),
    settings: [...plainSettings(train), ...choiceSettings(train)],
    stepsPerEpoch,
    mostSteps: stepsPerEpoch === null ? null : stepsPerEpoch * train.epochs,
  };
}

function plainSettings({ batch, epochs, clipNorm, clipValue, isBucketed }: TrainSettings): PlannedSetting[] {
  const settings = { batch, epochs, clip_norm: clipNorm, clip_value: clipValue, bucket: isBucketed };
  return plannedSettings(settings, trainSchema);
}

/** When training ends, and which epoch's weights it keeps. */
function choiceSettings({ patience, monitor }: TrainSettings): PlannedSetting[] {
  const on = printMonitor(monitor);
  return [
    { name: 'stop', text: patience === null ? 'none' : `patience(${patience}, on = ${on})`, isDefault: patience === null },
    { name: 'keep', text: `best(on = ${on})`, isDefault: monitor.kind === 'loss' },
  ];
}

const printMonitor = (monitor: Monitor): string =>
  monitor.kind === 'loss' ? 'val.loss' : `val.${monitor.head}.${monitor.metric}`;
