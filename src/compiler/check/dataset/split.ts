import type { CalledElsewhere } from '../../catalogue/schema.ts';
import type { Span } from '../../diagnostics/diagnostic.ts';
import { rewording } from '../../diagnostics/nearest.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Declaration, Element, Entry, Expression } from '../../parse/ast.ts';
import { calledHere, meantBy } from '../called-here.ts';
import { constantOf } from '../constants.ts';
import type { CheckContext } from '../context.ts';
import type { Column, Role, Split } from '../model.ts';
import { describe, wordIn } from '../values.ts';
import { groupNamed, labelNamed } from './own-column.ts';
import type { DatasetScope } from './scope.ts';
import { fieldSource } from './source.ts';

/** What rows are for; `drop` leaves them out. */
export const sides: ReadonlyMap<string, Role | null> = new Map([
  ['train', 'train'],
  ['validation', 'validation'],
  ['test', 'test'],
  ['drop', null],
]);
const columnExample = 'split by column(split) { train -> train, dev -> validation, test -> test }';

/** `split 80% / 10% / 10% by speaker stratified on emotion`, `split by file { … }`, `split by column(split) { … }`. */
export function checkSplit(
  line: Declaration,
  scope: DatasetScope,
  columns: readonly Column[],
  context: CheckContext,
): Split | null {
  const by = line.clauses.find(({ word }) => word.text === 'by');
  const stratified = line.clauses.find(({ word }) => word.text === 'stratified on');
  if (line.subject !== null) {
    if (line.body !== null && !line.isRecovered) {
      const holes = { found: 'a body in braces', owner: 'split', expected: 'shares, or `by file` or `by column(…)` with a body' };
      context.add(report.unexpectedElement(line.body.open, holes));
    }
    const shares = sharesOf(line.subject, context);
    const group = by === undefined ? null : groupNamed(by.value, scope.dataset, columns, context);
    const label = stratified === undefined ? null : labelNamed(stratified.value, scope.dataset, columns, context);
    if (shares === null) return null;
    const [train, validation, test] = shares;
    return { kind: 'percent', train, validation, test, by: group, stratifiedOn: label, span: line.span };
  }
  if (stratified !== undefined)
    context.add(report.noEffect(stratified.span, { name: 'stratified on', reason: 'the rows are already assigned' }));
  if (by === undefined) {
    if (!line.isRecovered) context.add(report.splitShares(line.word.span, { found: 'nothing' }));
    return null;
  }
  const isByFile = wordIn(by.value) === 'file';
  const values = assignmentsOf(line, isByFile, scope.dataset, context);
  if (isByFile) {
    const files = values?.flatMap(({ value, role }) => (role === null ? [] : [{ name: value, role }]));
    return files === undefined ? null : { kind: 'file', files, span: line.span };
  }
  const source = fieldSource(by.value, columnExample, scope, context);
  return source === null || values === null
    ? null
    : { kind: 'column', source, values: values.map(({ value, role }) => ({ value, role })), span: line.span };
}

/** `80% / 10% / 10%`, which the grammar reads as divisions. */
function sharesOf(subject: Expression, context: CheckContext): [number, number, number] | null {
  const parts: Expression[] = [];
  let rest = subject;
  for (; rest.kind === 'binary' && rest.operator === '/'; rest = rest.left) parts.unshift(rest.right);
  parts.unshift(rest);
  if (parts.some(({ kind }) => kind === 'missing')) return null;
  const fail = (found: string, at = subject.span): null => {
    context.add(report.splitShares(at, { found }));
    return null;
  };
  if (parts.length !== 3) return fail(parts.length === 1 ? describe(subject) : `${parts.length} shares`);
  if (isWithoutUnits(parts, context)) return null;
  const shares: number[] = [];
  for (const part of parts) {
    const measured = constantOf(part, context);
    if (measured === null) return null;
    if (measured.unit !== '%' || measured.value < 0) return fail(describe(part), part.span);
    shares.push(measured.value / 100);
  }
  const [train, validation, test] = shares as [number, number, number];
  const sum = train + validation + test;
  if (Math.abs(sum - 1) > 1e-9) return fail(`a sum of ${Math.round(sum * 1000) / 10}%`);
  return train > 0 ? [train, validation, test] : fail('nothing for training', (parts[0] as Expression).span);
}

/** Reports shares that are plain numbers, `80 / 10 / 10` or `0.8 / 0.1 / 0.1`, all at once: what is meant by them is clear. */
function isWithoutUnits(parts: readonly Expression[], context: CheckContext): boolean {
  const values = parts.map((part) => (part.kind === 'number' && part.unit === null && part.value >= 0 ? part.value : Number.NaN));
  const sum = values.reduce((total, value) => total + value, 0);
  const whole = [1, 100].find((candidate) => Math.abs(sum - candidate) < 1e-9);
  if (whole === undefined) return false;
  const [first, last] = [parts[0] as Expression, parts.at(-1) as Expression];
  const span = { ...first.span, end: last.span.end };
  const text = values.map((value) => `${Number(((100 * value) / whole).toFixed(9))}%`).join(' / ');
  context.add(
    report.splitShares(span, { found: `\`${context.textOf(span)}\``, meant: text }, { fix: [{ span, text }], sure: true }),
  );
  return true;
}

interface Assignment {
  readonly value: string;
  readonly role: Role | null;
  readonly at: Span;
}

/** What data sets call the sides of their split. */
const sidesElsewhere: Readonly<Record<string, CalledElsewhere>> = {
  train: { elsewhere: ['training'] },
  validation: { elsewhere: ['valid', 'val', 'dev', 'development'] },
  test: { elsewhere: ['testing'] },
};

const namedSides = [...sides.keys()].map((side) => [side, sidesElsewhere[side] ?? {}] as const);

/** The mappings that are meant by names alone, as in `split by file { train, dev, test }`; `undefined` where a name is no usual one. */
export function mappingsMeant(elements: readonly Element[]): string | undefined {
  const mappings = elements.map((element) => {
    const isName = element.kind === 'declaration' && element.subject === null && element.value === null && element.body === null;
    const side = isName ? calledHere(element.word.text, namedSides) : undefined;
    return side === undefined ? null : `${(element as Declaration).word.text} -> ${side}`;
  });
  return mappings.length === 0 || mappings.includes(null) ? undefined : mappings.join(', ');
}

/** Which value goes to which side; `null` after reporting that something goes nowhere, or nothing to training. */
function assignmentsOf(line: Declaration, isByFile: boolean, dataset: string, context: CheckContext): Assignment[] | null {
  const assignments = (line.body?.entries ?? []).map((entry) => assignmentOf(entry, isByFile, context));
  if (assignments.includes(null)) return null;
  const values = assignments.flatMap((assignment) => assignment ?? []);
  const seen = new Map<string, Assignment>();
  for (const assignment of values) {
    const earlier = seen.get(assignment.value);
    if (earlier === undefined) seen.set(assignment.value, assignment);
    else {
      const related = [{ at: earlier.at, label: 'mapped here first' }];
      context.add(report.mappedTwice(assignment.at, { value: assignment.value }, { related }));
    }
  }
  // What maps nothing is reported as such, and may have been meant for training.
  const isPartial = line.isRecovered || (line.body?.elements.length ?? 0) > 0;
  if (values.some(({ role }) => role === 'train') || isPartial) return values;
  context.add(report.noTrainingRows(line.word.span, { dataset }));
  return null;
}

function assignmentOf({ patterns, target }: Entry, isByFile: boolean, context: CheckContext): Assignment[] | null {
  const word = wordIn(target);
  if (target.kind === 'missing') return null;
  const role = word === null ? undefined : sides.get(word);
  if (role === undefined) {
    const { meant, isKnown } = meantBy(word ?? '', namedSides);
    const fix = rewording(target.span, word ?? '', meant, sides.keys(), isKnown);
    context.add(report.unknownSide(target.span, { found: describe(target), nearest: meant }, fix));
    return null;
  }
  const values: Assignment[] = [];
  for (const pattern of patterns) {
    if (pattern.kind === 'text') values.push({ value: pattern.text, role, at: pattern.span });
    else if (pattern.kind === 'any' && !isByFile) values.push({ value: '*', role, at: pattern.span });
    else {
      const found = pattern.kind === 'any' ? '`*`' : 'a comparison';
      const expected = isByFile ? 'the names that fill the paths' : 'values of the column, and `*` for all others';
      context.add(report.unexpectedElement(pattern.span, { found, owner: 'split', expected }));
      return null;
    }
  }
  return values;
}
