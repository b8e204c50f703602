import { markdownCode, markdownTable } from '../markdown.ts';
import { known } from './amount.ts';
import type { Plan, PlannedDataset, PlannedSetting } from './plan-model.ts';
import { printBytes, printCount, printFlops, printNumber } from './print-amount.ts';
import { printTotal } from './print-plan.ts';
import { listed } from './print-setting.ts';

/** The plan as Markdown: the tables of the text, the resolved settings folded away. */
export function planMarkdown(plan: Plan): string {
  const { experiment, datasets, declarations, loss, totals, train, memory } = plan;
  const costs = ({ cost }: { readonly cost: typeof loss.cost }): string[] => [
    printCount(cost.parameters),
    printFlops(cost.forwardFlops),
    printFlops(cost.backwardFlops),
  ];
  const parts = [
    `### Plan of ${markdownCode(experiment.name)}`,
    `${escapedTotal(printTotal(plan))}; seed ${experiment.seed}.`,
    ...datasets.map(dataTable),
    markdownTable(
      ['Model', 'Output', 'Shape', 'Parameters', '≈ FLOP/sample', '≈ backward'],
      [
        ...declarations.flatMap((declaration) => [
          [
            `**${declaration.kind}** ${markdownCode(declaration.name)}`,
            `from ${declaration.from.map(markdownCode).join(', ')}`,
            '',
            ...costs(declaration),
          ],
          ...declaration.steps.map((step) => [
            `&nbsp;&nbsp;${markdownCode(step.name)}`,
            markdownCode(step.output.startsWith('scores') ? 'scores' : step.output),
            step.shape === null ? '' : markdownCode(`[${step.shape.join(', ')}]`),
            ...(step.runs === 'data' ? ['once, on data', '', ''] : costs(step)),
          ]),
        ]),
        ['**loss**', markdownCode(loss.expression), '', ...costs(loss)],
        ['**total**', '', '', ...costs({ cost: totals })],
      ],
    ),
    markdownTable(
      ['Memory', 'Bytes'],
      [
        ['parameters', printBytes(memory.parameters)],
        ['gradients', printBytes(memory.gradients)],
        [markdownCode(train.optimizer), printBytes(memory.optimizer)],
        ...(memory.buffers.constant > 0 ? [['running statistics', printBytes(memory.buffers)]] : []),
        ['batch', printBytes(memory.batch)],
        ['≈ activations', memory.activations === null ? 'unknown' : printBytes(known(memory.activations))],
        ...(memory.total === null ? [] : [['≈ total', printBytes(memory.total)]]),
      ],
    ),
    ...(train.stepsPerEpoch === null || train.mostSteps === null
      ? []
      : [`${printNumber(train.stepsPerEpoch)} steps an epoch, at most ${printNumber(train.mostSteps)}.`]),
    `<details><summary>Every setting</summary>\n\n${settingsTable(plan)}\n\n</details>`,
  ];
  return `${parts.join('\n\n')}\n`;
}

const escapedTotal = (text: string): string => text.replace(/[*_<>]/g, '\\$&');

const codeOrNothing = (text: string): string => (text === '' ? '' : markdownCode(text));

const dataTable = ({ name, reads, joins, columns, split, holdout, rows }: PlannedDataset): string =>
  markdownTable(
    [`Data ${markdownCode(name)}`, '', ''],
    [
      ...reads.map((read) => [
        `read ${markdownCode(read.name)}`,
        markdownCode(`${read.reader}(${listed(read.settings, false)})`),
        codeOrNothing(listed(read.settings, true)),
      ]),
      ...joins.map((join) => ['join', markdownCode(join), '']),
      ...columns.map((column) => [
        `${column.kind} ${markdownCode(column.name)}`,
        markdownCode(column.source),
        codeOrNothing(column.type ?? ''),
      ]),
      ['split', markdownCode(split), ''],
      ...(holdout === null ? [] : [['holdout', markdownCode(holdout), '']]),
      ...(rows === null
        ? []
        : [
            [
              'rows',
              `train ${printNumber(rows.train)}, validation ${printNumber(rows.validation)}, test ${printNumber(rows.test)}`,
              '',
            ],
          ]),
    ],
  );

const settingsTable = ({ declarations, train }: Plan): string => {
  const row = (where: string, settings: readonly PlannedSetting[]): string[][] =>
    settings.length === 0 ? [] : [[where, codeOrNothing(listed(settings, false)), codeOrNothing(listed(settings, true))]];
  return markdownTable(
    ['Settings', 'Not at the default', 'At the default'],
    [
      ...declarations.flatMap(({ name, protocol, target, steps }) => [
        ...(protocol === null ? [] : [[markdownCode(name), markdownCode(`${protocol} against ${target}`), '']]),
        ...steps.flatMap((step) => row(`${markdownCode(name)} ${markdownCode(step.name)}`, step.settings)),
      ]),
      ...row(markdownCode(train.optimizer), train.optimizerSettings),
      ...(train.schedules.length === 0 ? [] : [['schedule', markdownCode(train.schedules.join(' * ')), '']]),
      ...row('train', train.settings),
    ],
  );
};
