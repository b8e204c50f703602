import { printNumber } from '../plan/print-amount.ts';
import { breakable } from '../plan/print-model.ts';
import { atMost, indented, left, printTable, right } from '../plan/print-table.ts';
import type { Change, PlanDiff } from './diff-model.ts';
import { costRows, type DiffRow, declarationRows, printCounts } from './diff-rows.ts';
import { checkpointsVerdict, headline, resultsReasons, resultsVerdict, tensorLines } from './diff-verdicts.ts';

export interface PrintOptions {
  /** Shows declarations and steps that are the same, too: the plan with signs. */
  readonly isWhole: boolean;
}

/** Tensors that are listed one by one; of a great model nobody reads them all. */
const mostTensors = 24;

/**
 * What changes, as text for people: `+` is new, `-` is gone, `~` is changed. Tables of at most 120 columns; the last line counts.
 */
export function printDiff(diff: PlanDiff, { isWhole }: PrintOptions): string {
  const { before, after, isSame, isOtherExperiment } = diff;
  const title = [
    `${before.name} -> ${after.name}`,
    isOtherExperiment
      ? `two experiments, ${before.experiment} and ${after.experiment}: two models are compared, not two states of one`
      : `experiment ${after.experiment}`,
    `changes: ${headline(diff)}`,
  ];
  const sections = [
    title,
    ...(isSame && !isWhole ? [] : sectionsOf(diff, isWhole)),
    ['results', ...indented(listed(resultsVerdict(diff.results), resultsReasons(diff.results)))],
    ['checkpoints', ...indented(listed(checkpointsVerdict(diff.checkpoints), checkpointLines(diff)))],
    [printCounts(diff)],
  ];
  return sections
    .filter(({ length }) => length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

const sectionsOf = (diff: PlanDiff, isWhole: boolean): string[][] => [
  changesSection('experiment', diff.experiment),
  changesSection('data', diff.data),
  modelSection(diff, isWhole),
  changesSection('loss', diff.loss),
  changesSection('train', diff.train),
  costSection(diff),
];

function costSection({ costs }: PlanDiff): string[] {
  const rows = costRows(costs);
  if (rows.every(({ after }) => after === '')) return ['cost', '  the same'];
  const cells = rows.map(({ what, before, after, difference }) => [
    what,
    breakable(before),
    after === '' ? '' : `-> ${breakable(after)}`,
    difference,
  ]);
  return ['cost', ...indented(printTable(cells, [left, { ...right, most: 40 }, atMost(40), left]))];
}

function changesSection(title: string, changes: readonly Change[]): string[] {
  if (changes.length === 0) return [];
  const rows = changes.map(({ sign, path, before, after }) => [
    `${sign} ${path}`,
    before !== null && after !== null ? `${before} -> ${after}` : (after ?? before ?? ''),
  ]);
  return [title, ...indented(printTable(rows, [atMost(32), atMost(80)]))];
}

function modelSection(diff: PlanDiff, isWhole: boolean): string[] {
  const rows = declarationRows(diff, isWhole);
  if (rows.length === 0) return [];
  const same = diff.declarations.filter(({ sign }) => sign === '=').length;
  const hidden =
    isWhole || same === 0 ? [] : ['', `  ${printNumber(same)} ${same === 1 ? 'declaration is' : 'declarations are'} the same`];
  const table = printTable(
    [['model', 'change', 'output', 'parameters', '≈ FLOP/sample'], ...rows.map(cells)],
    [atMost(28), atMost(34), atMost(22), atMost(18), atMost(16)],
  );
  return [...table, ...hidden];
}

const cells = ({ sign, isStep, name, change, output, parameters, flops }: DiffRow): string[] => [
  `${isStep ? '  ' : ''}${sign === '=' ? ' ' : sign} ${name}`,
  change,
  output,
  parameters,
  flops,
];

const listed = (verdict: string, lines: readonly string[]): string[] => [
  verdict,
  ...lines.flatMap((line) => indented(printTable([[line]], [atMost(114)]))),
];

function checkpointLines({ checkpoints }: PlanDiff): string[] {
  const tensors = tensorLines(checkpoints);
  const shown = tensors.slice(0, mostTensors);
  const rest = tensors.length - shown.length;
  return [...shown, ...(rest === 0 ? [] : [`and ${rest} more: --json lists them`]), ...checkpoints.notes];
}
