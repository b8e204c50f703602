import type { Span } from '../../diagnostics/diagnostic.ts';
import { report } from '../../diagnostics/report.generated.ts';
import type { Declaration, Entry, Expression } from '../../parse/ast.ts';
import { constantOf } from '../constants.ts';
import type { CheckContext } from '../context.ts';
import type { Column, Role, Split } from '../model.ts';
import { wordIn } from '../values.ts';
import type { DatasetScope } from './read.ts';
import { fieldSource } from './source.ts';

const roles: Readonly<Record<string, Role>> = { train: 'train', validation: 'validation', test: 'test' };
const percentExample = 'split 80% / 10% / 10% by speaker';
const fileExample = 'split by file { train -> train, test -> test }';

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
    const shares = sharesOf(line.subject, context);
    const group = by === undefined ? null : groupNamed(by.value, scope.dataset, columns, context);
    const label = stratified === undefined ? null : labelNamed(stratified.value, scope.dataset, columns, context);
    if (shares === null) return null;
    return {
      kind: 'percent',
      train: shares[0],
      validation: shares[1],
      test: shares[2],
      by: group,
      stratifiedOn: label,
      span: line.span,
    };
  }
  if (stratified !== undefined)
    context.add(report.noEffect(stratified.span, { name: 'stratified on', reason: 'the rows are already assigned' }));
  if (by === undefined) {
    if (!line.isRecovered)
      context.add(report.badSplit(line.span, { problem: 'the split says neither shares nor by what', example: percentExample }));
    return null;
  }
  const entries = line.body?.entries ?? [];
  if (entries.length === 0) {
    if (!line.isRecovered)
      context.add(report.badSplit(line.span, { problem: 'the split does not say which rows train', example: fileExample }));
    return null;
  }
  const values = entries.flatMap((entry) => valuesOf(entry, context));
  if (!values.some(({ role }) => role === 'train') && !line.isRecovered)
    context.add(report.badSplit(line.span, { problem: 'no rows are for training', example: fileExample }));
  if (wordIn(by.value) === 'file') {
    return {
      kind: 'file',
      files: values.flatMap(({ value, role }) => (role === null ? [] : [{ name: value, role }])),
      span: line.span,
    };
  }
  const source = fieldSource(
    by.value,
    'split by column(split) { train -> train, dev -> validation, test -> test }',
    scope,
    context,
  );
  return source === null ? null : { kind: 'column', source, values, span: line.span };
}

/** `80% / 10% / 10%`, which the grammar reads as divisions. */
function sharesOf(subject: Expression, context: CheckContext): [number, number, number] | null {
  const parts: Expression[] = [];
  for (let rest: Expression = subject; ; rest = rest.left) {
    if (rest.kind !== 'binary' || rest.operator !== '/') {
      parts.unshift(rest);
      break;
    }
    parts.unshift(rest.right);
  }
  if (parts.some(({ kind }) => kind === 'missing')) return null;
  const fail = (problem: string, at: Span = subject.span): null => {
    context.add(report.badSplit(at, { problem, example: percentExample }));
    return null;
  };
  if (parts.length !== 3) return fail(`a split has three shares (training, validation, test); found ${parts.length}`);
  const shares: number[] = [];
  for (const part of parts) {
    const measured = constantOf(part, context);
    if (measured === null) return null;
    if (measured.unit !== '%') return fail('a share is written in per cent', part.span);
    shares.push(measured.value / 100);
  }
  const [train, validation, test] = shares as [number, number, number];
  if (shares.some((share) => share < 0) || train === 0) return fail('the share for training must be above 0 and none below 0');
  const sum = train + validation + test;
  return Math.abs(sum - 1) < 1e-9
    ? [train, validation, test]
    : fail(`the shares sum to ${Math.round(sum * 1000) / 10}%, not to 100%`);
}

function valuesOf({ patterns, target, span }: Entry, context: CheckContext): { value: string; role: Role | null }[] {
  const word = wordIn(target);
  const role = word === null ? undefined : roles[word];
  if (target.kind === 'missing') return [];
  if (role === undefined && word !== 'drop') {
    context.add(report.badSplit(target.span, { problem: 'rows go to train, validation, test or drop', example: fileExample }));
    return [];
  }
  return patterns.flatMap((pattern) => {
    if (pattern.kind === 'text') return [{ value: pattern.text, role: role ?? null }];
    if (pattern.kind === 'any') return [{ value: '*', role: role ?? null }];
    context.add(report.badSplit(span, { problem: 'a split goes by names, not by comparisons', example: fileExample }));
    return [];
  });
}

/** The column that holds the groups which must not stand on two sides. */
export function groupNamed(value: Expression, dataset: string, columns: readonly Column[], context: CheckContext): string | null {
  return columnNamed(value, dataset, columns, 'group', context);
}

export function labelNamed(value: Expression, dataset: string, columns: readonly Column[], context: CheckContext): string | null {
  return columnNamed(value, dataset, columns, 'label', context);
}

function columnNamed(
  value: Expression,
  dataset: string,
  columns: readonly Column[],
  kind: 'group' | 'label',
  context: CheckContext,
): string | null {
  const name = context.wordOf(value, kind === 'group' ? 'the name of a group column' : 'the name of a label column');
  if (name === null || context.brokenColumns.has(`${dataset}.${name.text}`)) return null;
  const column = columns.find((candidate) => candidate.name === name.text);
  if (column === undefined) {
    const known = columns.filter((candidate) => candidate.kind === kind).map((candidate) => candidate.name);
    context.add(
      report.unknownMember(name.span, { dataset, name: name.text, known: known.length === 0 ? undefined : known.join(', ') }),
    );
    return null;
  }
  if (column.kind === kind) return column.name;
  const holes = { column: column.name, found: `a ${column.kind} column` };
  context.add(kind === 'group' ? report.splitByWhat(name.span, holes) : report.stratifyOnWhat(name.span, holes));
  return null;
}
