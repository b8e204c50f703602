import type { PlannedDataset } from './plan-model.ts';
import { printNumber } from './print-amount.ts';
import { listed } from './print-setting.ts';
import { atMost, indented, left, printTable, unbroken } from './print-table.ts';

const sides = ['train', 'validation', 'test'] as const;

/** A data set: what is read, each column with its source and type, the split, and its rows where they are known. */
export function printData({ name, reads, joins, columns, split, holdout, rows }: PlannedDataset): string[] {
  const lines = [
    ...reads.map((read) => ['read', read.name, `${read.reader}(${listed(read.settings, false)})`, listed(read.settings, true)]),
    ...joins.map((join) => ['join', join.slice(0, join.indexOf(' ')), join.slice(join.indexOf(' ') + 1)]),
    ...columns.map((column) => [column.kind, column.name, withArrows(column.source), column.type ?? '']),
    ['split', '', withArrows(split)],
    ...(holdout === null ? [] : [['holdout', '', holdout]]),
    ...(rows === null ? [] : [['rows', '', sides.map((side) => `${side} ${printNumber(rows[side])}`).join(', ')]]),
  ];
  return [`data ${name}`, ...indented(printTable(lines, [left, atMost(16), atMost(56), atMost(34)]))];
}

/** A mapping is broken between its entries, not at their arrows. */
const withArrows = (text: string): string => text.replaceAll(' -> ', unbroken(' -> '));
