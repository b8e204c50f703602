import type { Plan, PlannedDataset, PlannedDeclaration } from '../plan/plan-model.ts';
import { columnText } from './diff-data.ts';
import type { Change, Comparability, HeadComparability } from './diff-model.ts';

/**
 * Whether figures of the two may be compared: head by head, the same truth on the same rows by the same protocol. Which inputs a model has, how it
 * is built and how it is trained is what one compares; it forbids nothing.
 */
export function comparabilityOf(before: Plan, after: Plan, train: readonly Change[]): Comparability {
  const older = new Map(headsOf(before).map((head) => [head.name, head]));
  const heads = headsOf(after).flatMap((head): HeadComparability[] => {
    const earlier = older.get(head.name);
    if (earlier === undefined) return [];
    const reasons = reasonsOf(earlier, head, before, after);
    return [{ head: head.name, isComparable: reasons.length === 0, reasons }];
  });
  const comparable = heads.filter(({ isComparable }) => isComparable).length;
  const verdict = comparable === 0 ? 'none' : comparable === heads.length ? 'all' : 'some';
  return { verdict, heads, notes: notesOf(before, after, heads, train) };
}

const headsOf = ({ declarations }: Plan): readonly PlannedDeclaration[] => declarations.filter(({ kind }) => kind === 'head');

function reasonsOf(earlier: PlannedDeclaration, head: PlannedDeclaration, before: Plan, after: Plan): string[] {
  const reasons: string[] = [];
  const differ = (what: string, one: string | null, other: string | null): void => {
    if (one !== other) reasons.push(`${what}: ${one ?? 'none'} -> ${other ?? 'none'}`);
  };
  differ('another truth', earlier.target, head.target);
  differ('another protocol', earlier.protocol, head.protocol);
  const [old, current] = [datasetOf(earlier, before), datasetOf(head, after)];
  if (old === undefined || current === undefined || earlier.target !== head.target) return reasons;

  const column = head.target?.slice(current.name.length + 1) ?? '';
  if (columnOf(old, column) !== columnOf(current, column)) reasons.push(`\`${column}\` is made otherwise`);
  for (const read of old.reads) {
    const same = current.reads.find(({ name }) => name === read.name);
    // A read that is gone brought no rows that are judged, or the truth above would have changed; one that is added brings none either.
    if (same !== undefined) differ(`\`${read.name}\` reads other rows`, readText(read), readText(same));
  }
  differ('rows are joined otherwise', commonJoins(old, current), commonJoins(current, old));
  differ('another split', old.split, current.split);
  differ('another holdout', old.holdout, current.holdout);
  for (const used of splitColumns(old))
    if (columnOf(old, used) !== columnOf(current, used)) reasons.push(`the split goes by another \`${used}\``);
  if ((isDrawn(old) || isDrawn(current)) && before.experiment.seed !== after.experiment.seed)
    reasons.push(`rows are drawn with the seed: ${before.experiment.seed} -> ${after.experiment.seed}`);
  if (old.rows !== null && current.rows !== null) differ('other numbers of rows', rowsText(old), rowsText(current));
  return reasons;
}

const datasetOf = ({ target }: PlannedDeclaration, { datasets }: Plan): PlannedDataset | undefined =>
  datasets.find(({ name }) => target?.startsWith(`${name}.`));

function columnOf({ columns }: PlannedDataset, name: string): string | null {
  const column = columns.find((candidate) => candidate.name === name);
  return column === undefined ? null : columnText(column);
}

const readText = ({ reader, settings }: PlannedDataset['reads'][number]): string =>
  `${reader}(${settings.map(({ name, text }) => `${name} = ${text}`).join(', ')})`;

/** Joins to reads that both have. */
const commonJoins = ({ joins }: PlannedDataset, { reads }: PlannedDataset): string | null => {
  const common = joins.filter((join) => reads.some(({ name }) => join.startsWith(`${name} `)));
  return common.length === 0 ? null : common.join('; ');
};

/** Columns that decide on which side a row is. */
const splitColumns = ({ split, holdout, columns }: PlannedDataset): string[] =>
  columns
    .filter(({ kind }) => kind === 'group' || kind === 'label')
    .map(({ name }) => name)
    .filter((name) => new RegExp(`\\b(?:by|on) ${name}\\b`).test(`${split} ${holdout ?? ''}`));

/** Whether chance has a part in which row is on which side. */
export const isDrawn = ({ split, holdout }: PlannedDataset): boolean => !split.startsWith('by ') || holdout !== null;

const rowsText = ({ rows }: PlannedDataset): string => `${rows?.train} / ${rows?.validation} / ${rows?.test}`;

function notesOf(before: Plan, after: Plan, heads: readonly HeadComparability[], train: readonly Change[]): string[] {
  const names = (plan: Plan, others: Plan): string[] =>
    headsOf(plan).flatMap(({ name }) => (headsOf(others).some((head) => head.name === name) ? [] : [`\`${name}\``]));
  const [gone, added] = [names(before, after), names(after, before)];
  const isOtherSeed = before.experiment.seed !== after.experiment.seed;
  return [
    ...(gone.length === 0 ? [] : [`only the older has ${gone.join(', ')}`]),
    ...(added.length === 0 ? [] : [`only the newer has ${added.join(', ')}`]),
    ...(isOtherSeed && heads.some(({ isComparable }) => isComparable)
      ? ['the seeds differ, and with them the initial weights: compare several seeds of each']
      : []),
    ...(train.some(({ path }) => path === 'keep' || path === 'stop') ? ['the best epoch is chosen otherwise'] : []),
  ];
}
