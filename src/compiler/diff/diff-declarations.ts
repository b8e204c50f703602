import type { Amount } from '../plan/amount.ts';
import type { Cost, PlannedDeclaration, PlannedStep } from '../plan/plan-model.ts';
import { align, alignByKey } from './align.ts';
import { diffEntries, type Entry, entriesOf, optional } from './diff-entries.ts';
import type { DeclarationDiff, Pair, RowSign, StepDiff } from './diff-model.ts';

/** Encoders, fusions and heads of both plans; the same name with another kind is another thing. */
export const diffDeclarations = (
  before: readonly PlannedDeclaration[],
  after: readonly PlannedDeclaration[],
): DeclarationDiff[] =>
  alignByKey(before, after, ({ kind, name }) => `${kind} ${name}`).map(({ before: one, after: other }) =>
    diffDeclaration(one, other),
  );

function diffDeclaration(before: PlannedDeclaration | null, after: PlannedDeclaration | null): DeclarationDiff {
  const { kind, name } = (after ?? before) as PlannedDeclaration;
  const steps = align(before?.steps ?? [], after?.steps ?? [], likeness).map(({ before: one, after: other }) =>
    diffStep(one, other),
  );
  const changes = before === null || after === null ? [] : diffEntries(headOf(before), headOf(after));
  const rest = {
    output: pairOf(before, after, ({ output }) => output),
    ...costsOf(before, after),
  };
  const isSame = changes.length === 0 && steps.every(({ sign }) => sign === '=') && isEqual(rest);
  return { sign: signOf(before, after, isSame), kind, name, changes, steps, ...rest };
}

/** A step is first of all its kind. Then its settings tell which of several it is, and what comes in where they changed. */
function likeness(one: PlannedStep, other: PlannedStep): number {
  if (one.kind !== other.kind) return 0;
  const same = one.settings.filter(({ name, text }) =>
    other.settings.some((setting) => setting.name === name && setting.text === text),
  );
  const share = same.length / Math.max(1, one.settings.length, other.settings.length);
  return 1 + share + (one.input === other.input ? 0.2 : 0) + (one.name === other.name ? 0.1 : 0);
}

function diffStep(before: PlannedStep | null, after: PlannedStep | null): StepDiff {
  const { kind, runs } = (after ?? before) as PlannedStep;
  const entries = (step: PlannedStep | null): Entry[] => (step === null ? [] : entriesOf(step.settings));
  const isPair = before !== null && after !== null;
  const changes = isPair ? diffEntries(entries(before), entries(after)) : [];
  const rest = { output: pairOf(before, after, ({ output }) => output), ...costsOf(before, after) };
  const name = pairOf(before, after, (step) => step.name);
  return { sign: signOf(before, after, changes.length === 0 && isEqual(rest)), kind, runs, name, changes, ...rest };
}

const headOf = ({ from, target, protocol }: PlannedDeclaration): Entry[] => [
  { path: 'from', text: from.join(', ') },
  ...optional('target', target),
  ...optional('protocol', protocol),
];

const costsOf = (
  before: { readonly cost: Cost } | null,
  after: { readonly cost: Cost } | null,
): { readonly parameters: Pair<Amount>; readonly forwardFlops: Pair<Amount> } => ({
  parameters: pairOf(before, after, ({ cost }) => cost.parameters),
  forwardFlops: pairOf(before, after, ({ cost }) => cost.forwardFlops),
});

const pairOf = <Item, Value>(before: Item | null, after: Item | null, read: (item: Item) => Value): Pair<Value> => ({
  before: before === null ? null : read(before),
  after: after === null ? null : read(after),
});

const signOf = (before: unknown, after: unknown, isSame: boolean): RowSign =>
  before === null ? '+' : after === null ? '-' : isSame ? '=' : '~';

const isEqual = (pairs: Readonly<Record<string, Pair<unknown>>>): boolean =>
  Object.values(pairs).every(({ before, after }) => JSON.stringify(before) === JSON.stringify(after));
