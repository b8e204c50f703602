import { known } from './amount.ts';
import type { Cost, Plan, PlannedDeclaration, PlannedStep } from './plan-model.ts';
import { printBytes, printCount, printFlops, printNumber } from './print-amount.ts';
import { atMost, indented, left, printTable, right, type TableColumn, unbroken } from './print-table.ts';

/** Together with their gaps 120 columns: for specs with several sizes that nobody knows yet. */
const narrow: readonly TableColumn[] = [
  atMost(18),
  atMost(22),
  atMost(18),
  { ...right, most: 18 },
  { ...right, most: 18 },
  { ...right, most: 16 },
];

/** Encoders, fusions and heads with their steps: what comes out, and what it costs. */
export function printModel({ declarations, loss, totals }: Plan): string[] {
  const frozen = printCount(totals.trainedParameters);
  const rows = [
    ['model', 'output', 'shape', 'parameters', '≈ FLOP/sample', '≈ backward'],
    ...declarations.flatMap((declaration) => [
      [titleOf(declaration), `from ${declaration.from.join(', ')}`, '', ...costCells(declaration.cost)],
      ...declaration.steps.map(stepCells),
    ]),
    ['loss', '', '[]', ...costCells(loss.cost)],
    ['total', '', '', ...costCells(totals)],
    ...(frozen === printCount(totals.parameters) ? [] : [['  trained', '', '', frozen]]),
  ];
  const lines = printTable(rows, [atMost(24), atMost(26), left, right, right, right]);
  return lines.every(({ length }) => length <= 120) ? lines : printTable(rows, narrow);
}

const titleOf = ({ kind, name }: PlannedDeclaration): string => `${kind} ${name}`;

function stepCells({ name, runs, output, shape, cost }: PlannedStep): string[] {
  // The labels themselves stand with the data.
  const type = output.startsWith('scores') ? 'scores' : unbroken(output);
  const place = shape === null ? '' : `[${shape.join(', ')}]`;
  return [`  ${name}`, type, place, ...(runs === 'data' ? ['once, on data'] : costCells(cost))];
}

const costCells = ({ parameters, forwardFlops, backwardFlops }: Cost): string[] => [
  breakable(printCount(parameters)),
  breakable(printFlops(forwardFlops)),
  breakable(printFlops(backwardFlops)),
];

/** A sum is broken between its terms only. */
export const breakable = (sum: string): string => sum.split(' + ').map(unbroken).join(' + ');

/** The symbols of the shapes, with the sizes that the costs are for. */
export function printSizes({ symbols }: Plan): string[] {
  const rows = symbols.map(({ name, meaning, size, from }) => [
    name,
    size === null ? 'unknown' : printNumber(size),
    from === null ? `${meaning}; only the data tells` : from === 'data' ? `${meaning}, as in the data` : meaning,
  ]);
  return ['sizes', ...indented(printTable(rows, [left, right, left]))];
}

/** What a training session holds. */
export function printMemory({ memory, train }: Plan): string[] {
  const hasBuffers = memory.buffers.constant > 0;
  const slots = `${memory.optimizerSlots} ${memory.optimizerSlots === 1 ? 'number' : 'numbers'} a parameter`;
  const rows = [
    ['parameters', printBytes(memory.parameters)],
    ['gradients', printBytes(memory.gradients)],
    [`${train.optimizer} (${slots})`, printBytes(memory.optimizer)],
    ...(hasBuffers ? [['running statistics', printBytes(memory.buffers)]] : []),
    ['batch', printBytes(memory.batch)],
    ['≈ activations', memory.activations === null ? 'unknown' : printBytes(known(memory.activations))],
    ...(memory.total === null ? [] : [['≈ total', printBytes(memory.total)]]),
  ];
  return ['memory', ...indented(printTable(rows, [left, right]))];
}
