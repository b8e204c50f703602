import type { Amount } from '../plan/amount.ts';
import { isKnown } from '../plan/amount.ts';
import { printBytes, printCount, printFlops, printNumber } from '../plan/print-amount.ts';
import type { Both, Change, Costs, DeclarationDiff, Pair, PlanDiff, RowSign, Sign, StepDiff } from './diff-model.ts';

/** One line of the table of declarations: texts that every renderer shows the same. */
export interface DiffRow {
  readonly sign: RowSign;
  /** A step within a declaration. */
  readonly isStep: boolean;
  readonly name: string;
  /** `width 64 -> 128, was dense_1`; empty where only shapes or costs follow another change. */
  readonly change: string;
  readonly output: string;
  readonly parameters: string;
  readonly flops: string;
}

/** Declarations and their steps. `isWhole` shows also what is the same; else only what is not. */
export function declarationRows({ declarations }: PlanDiff, isWhole: boolean): DiffRow[] {
  return declarations
    .filter(({ sign }) => isWhole || sign !== '=')
    .flatMap((declaration) => [
      rowOf(declaration, `${declaration.kind} ${declaration.name}`, changesText(declaration.changes)),
      ...declaration.steps.filter(({ sign }) => isWhole || sign !== '=').map(stepRow),
    ]);
}

const stepRow = (step: StepDiff): DiffRow => {
  const { before, after } = step.name;
  const moved = before !== null && after !== null && before !== after ? [`was ${before}`] : [];
  const change = [...(step.changes.length === 0 ? [] : [changesText(step.changes)]), ...moved].join(', ');
  const row = { ...rowOf(step, after ?? before ?? '', change), isStep: true };
  return step.runs === 'data' ? { ...row, parameters: 'once, on data', flops: '' } : row;
};

type Costed = Pick<DeclarationDiff, 'sign' | 'output' | 'parameters' | 'forwardFlops'>;

const rowOf = ({ sign, output, parameters, forwardFlops }: Costed, name: string, change: string): DiffRow => ({
  sign,
  isStep: false,
  name,
  change,
  output: pairText(output, shortType),
  parameters: pairText(parameters, printCount),
  flops: pairText(forwardFlops, printFlops),
});

/** The labels themselves stand with the data. */
const shortType = (type: string): string => (type.startsWith('scores') ? 'scores' : type);

/** `64 -> 128`, or the one value where it is the same or stands on one side alone. */
function pairText<Value>({ before, after }: Pair<Value>, print: (value: Value) => string): string {
  const [one, other] = [before === null ? null : print(before), after === null ? null : print(after)];
  if (one === null || other === null) return other ?? one ?? '';
  return one === other ? one : `${one} -> ${other}`;
}

const changesText = (changes: readonly Change[]): string => changes.map(changeText).join(', ');

/** `width 64 -> 128`; what has no other side says what it is. */
export const changeText = ({ path, before, after }: Change): string =>
  before !== null && after !== null ? `${path} ${before} -> ${after}` : `${path} ${after ?? before ?? ''}`;

/** One line of the table of costs. */
export interface CostRow {
  readonly what: string;
  readonly before: string;
  /** Empty where it is the same. */
  readonly after: string;
  /** `+7,503 (+17.7 %)`; empty where nothing differs or a size is not known. */
  readonly difference: string;
}

export function costRows(costs: Costs): CostRow[] {
  const { parameters, trainedParameters, inferenceFlops, trainingFlops, memory, stepsPerEpoch, mostSteps } = costs;
  const isAllTrained = same(parameters, trainedParameters);
  return [
    amountRow('parameters', parameters, printCount),
    ...(isAllTrained ? [] : [amountRow('trained', trainedParameters, printCount)]),
    amountRow('≈ FLOP/sample', inferenceFlops, printFlops),
    amountRow('≈ in training', trainingFlops, printFlops),
    ...memoryRow(memory),
    ...countRow('steps an epoch', stepsPerEpoch),
    ...countRow('steps at most', mostSteps),
  ];
}

const same = (one: Both<Amount>, other: Both<Amount>): boolean => JSON.stringify(one) === JSON.stringify(other);

function amountRow(what: string, { before, after }: Both<Amount>, print: (amount: Amount) => string): CostRow {
  // Sizes that are open are the same on both sides, so that they cancel out.
  const isComparable = JSON.stringify(before.terms) === JSON.stringify(after.terms);
  const size = (constant: number): string => print({ constant, terms: [] });
  const difference = isComparable ? differenceText(before.constant, after.constant, size, isKnown(before)) : '';
  return rowOfCost(what, print(before), print(after), difference);
}

const rowOfCost = (what: string, before: string, after: string, difference: string): CostRow => ({
  what,
  before,
  after: before === after && difference === '' ? '' : after,
  difference,
});

/** Where sizes are open on one side, the other's is shown. */
function memoryRow({ before, after }: Pair<Amount>): CostRow[] {
  if (before !== null && after !== null) return [amountRow('≈ memory', { before, after }, printBytes)];
  if (before === null && after === null) return [];
  const text = (amount: Amount | null): string => (amount === null ? 'open' : printBytes(amount));
  return [rowOfCost('≈ memory', text(before), text(after), '')];
}

function countRow(what: string, { before, after }: Pair<number>): CostRow[] {
  if (before === null || after === null) return [];
  const difference = differenceText(before, after, printNumber);
  return [rowOfCost(what, printNumber(before), printNumber(after), difference)];
}

function differenceText(before: number, after: number, print: (size: number) => string, isWhole = true): string {
  if (before === after) return '';
  const sign = after > before ? '+' : '-';
  const share = before === 0 || !isWhole ? '' : ` (${sign}${((100 * Math.abs(after - before)) / before).toFixed(1)} %)`;
  return `${sign}${print(Math.abs(after - before))}${share}`;
}

/** How many things are new, gone and changed; a shape that follows from another change is none. */
export function countsOf({ experiment, data, declarations, loss, train }: PlanDiff): Readonly<Record<Sign, number>> {
  const signs = [
    ...[...experiment, ...data, ...loss, ...train].map(({ sign }) => sign),
    ...declarations.flatMap((declaration): Sign[] => {
      const { sign, changes, steps } = declaration;
      if (sign === '+' || sign === '-') return [sign];
      const own = changes.map((change) => change.sign);
      return [...own, ...steps.flatMap((step): Sign[] => signOfStep(step))];
    }),
  ];
  const count = (wanted: Sign): number => signs.filter((sign) => sign === wanted).length;
  return { '+': count('+'), '-': count('-'), '~': count('~') };
}

const signOfStep = ({ sign, changes }: StepDiff): Sign[] =>
  sign === '+' || sign === '-' ? [sign] : changes.length > 0 ? ['~'] : [];

/** `Diff: 2 created, 1 removed, 3 changed.` */
export function printCounts(diff: PlanDiff): string {
  const counts = countsOf(diff);
  return `Diff: ${counts['+']} created, ${counts['-']} removed, ${counts['~']} changed.`;
}
