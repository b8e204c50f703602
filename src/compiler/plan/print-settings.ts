import type { Plan } from './plan-model.ts';
import { printNumber } from './print-amount.ts';
import { listed } from './print-setting.ts';
import { atMost, left, printTable } from './print-table.ts';

const columns = [atMost(14), atMost(14), atMost(44), atMost(42)];

/** Every setting of every step, those that are not at their defaults first. */
export function printSettings({ declarations }: Plan): string[] {
  const rows = declarations.flatMap(({ name, protocol, target, steps }) => [
    ...(protocol === null ? [] : [[name, 'protocol', `${protocol} against ${target}`, '']]),
    ...steps
      .filter(({ settings }) => settings.length > 0)
      .map((step) => [name, step.name, listed(step.settings, false), listed(step.settings, true)]),
  ]);
  return printTable([['settings', '', 'not at the default', 'at the default'], ...withoutRepeats(rows)], columns);
}

/** The name of a declaration stands only in its first row. */
const withoutRepeats = (rows: readonly (readonly string[])[]): string[][] =>
  rows.map(([name = '', ...cells], place) => [name === rows[place - 1]?.[0] ? '' : name, ...cells]);

/** The loss with all constants put in, and the penalties that the update adds. */
export function printLoss({ loss, experiment }: Plan): string[] {
  const constants = Object.entries(experiment.constants).map(([name, value]) => `${name} = ${value}`);
  const penalties = loss.penalties.map(({ l2, parameter }) => `${l2} * sum(${parameter}^2)`);
  const rows = [
    ['loss', loss.expression],
    ...(penalties.length === 0 ? [] : [['penalties', penalties.join(' + ')]]),
    ...(constants.length === 0 ? [] : [['constants', constants.join(', ')]]),
  ];
  return printTable(rows, [left, atMost(106)]);
}

/** Optimiser, schedules, when training ends and what it keeps, and how many steps it takes. */
export function printTraining({ train }: Plan): string[] {
  const steps =
    train.stepsPerEpoch === null || train.mostSteps === null
      ? []
      : [['', 'steps', `${printNumber(train.stepsPerEpoch)} an epoch, at most ${printNumber(train.mostSteps)}`]];
  const rows = [
    [
      'train',
      'optimizer',
      `${train.optimizer}(${listed(train.optimizerSettings, false)})`,
      listed(train.optimizerSettings, true),
    ],
    ['', 'schedule', train.schedules.length === 0 ? 'none: the rate is constant' : train.schedules.join(' * ')],
    ['', 'settings', listed(train.settings, false), listed(train.settings, true)],
    ...steps,
  ];
  return printTable(rows, columns);
}
