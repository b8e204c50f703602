import type { Column, Dataset, FieldSource, FileSource, Read, TypedSpec } from '../compiler/check/model.ts';
import type { Inspection } from '../compiler/compile.ts';
import type { Diagnostic, Span } from '../compiler/diagnostics/diagnostic.ts';
import { nearest, rewording } from '../compiler/diagnostics/nearest.ts';
import { report } from '../compiler/diagnostics/report.generated.ts';
import type { Call, Declaration, Expression } from '../compiler/parse/ast.ts';
import { printText } from '../compiler/parse/print-expression.ts';
import { callsIn, keyOf } from './calls.ts';
import type { DataColumn, DataFiles } from './data.ts';
import { nearestPath } from './nearest-path.ts';

/** Files around a spec of which it is also known whether they are there. */
export interface PresentFiles extends DataFiles {
  /** Whether a path relative to the data root is a file. */
  readonly has: (path: string) => boolean;
}

/**
 * What headers say against a spec: files that are not there (E0601), columns (E0617, E0618) and arrays (E0737) that a file does not have. Each is
 * reported in the spec, at the path or at the column's name, as `emoc train` would report it in the data.
 *
 * Nothing but headers is asked for. A spec with mistakes of its own is not looked at; of a file that cannot be read nothing is said.
 *
 * @param root How messages call the folder that paths are relative to.
 */
export function checkData({ value, tree }: Inspection, files: PresentFiles, root: string): readonly Diagnostic[] {
  if (value === null) return [];
  const calls = callsIn(tree.elements);
  const lines = tree.elements.filter((element): element is Declaration => element.kind === 'declaration');
  const found = [
    ...value.datasets.flatMap((dataset) => checkDataset(dataset, lines, calls, files, root)),
    ...checkStepFiles(value, calls, files, root),
  ];
  const startOf = ({ at }: Diagnostic): number => (at !== null && 'start' in at ? at.start : 0);
  return found.sort((one, other) => startOf(one) - startOf(other));
}

type Calls = ReadonlyMap<string, Call>;

function checkDataset(
  dataset: Dataset,
  lines: readonly Declaration[],
  calls: Calls,
  files: PresentFiles,
  root: string,
): Diagnostic[] {
  const declaration = lines.find(({ subject }) => subject !== null && keyOf(subject.span) === keyOf(dataset.span));
  const own = (declaration?.body?.elements ?? []).filter((element): element is Declaration => element.kind === 'declaration');
  const readLines = own.filter(({ word }) => word.text === 'read');
  const splitNames = dataset.split.kind === 'file' ? dataset.split.files.map(({ name }) => name) : [];
  const tables = new Map<string, Table>();
  const found: Diagnostic[] = [];
  for (const [index, read] of dataset.reads.entries()) {
    const path = pathIn(readLines[index]?.subject ?? null);
    const missing = path === null ? null : missingFile(path, splitNames, files, root);
    if (missing !== null) found.push(missing);
    const columns = missing === null ? files.columns(read, splitNames) : null;
    if (columns !== null) tables.set(read.name, { read, columns });
  }
  const fields = [
    ...dataset.columns.flatMap(fieldsOf),
    ...dataset.joins.flatMap(({ key, by }) => (key === null ? [by] : [key, by])),
    ...(dataset.split.kind === 'column' ? [dataset.split.source] : []),
  ];
  for (const field of fields) found.push(...checkField(field, tables, calls));
  for (const column of dataset.columns) {
    if (column.kind === 'audio' && 'template' in column.source) found.push(...checkTemplate(column.source, tables, calls));
    if (column.kind === 'vec') found.push(...checkRange(column, own, tables));
  }
  return found;
}

/** A read whose columns are known. */
interface Table {
  readonly read: Read;
  readonly columns: readonly DataColumn[];
}

const fieldsOf = (column: Column): FieldSource[] => (column.kind === 'vec' || 'template' in column.source ? [] : [column.source]);

interface WrittenPath {
  readonly path: string;
  readonly at: Span;
}

/** The text that names the file of a call: its first, or the one called `path`. */
function pathIn(call: Expression | null, name = 'path'): WrittenPath | null {
  if (call?.kind !== 'call') return null;
  const argument = call.arguments.find((one) => one.name?.text === name) ?? call.arguments.find((one) => one.name === null);
  return argument?.value.kind === 'string' ? { path: argument.value.value, at: argument.value.span } : null;
}

function missingFile(
  { path, at }: WrittenPath,
  splitNames: readonly string[],
  files: PresentFiles,
  root: string,
): Diagnostic | null {
  const names = path.includes('{split}') ? splitNames : [''];
  const split = names.find((name) => !files.has(path.replaceAll('{split}', name)));
  if (split === undefined) return null;
  const file = path.replaceAll('{split}', split);
  const near = nearestPath(file, files);
  // Back to the form of the spec: `text_train.csv` was meant as `text_{split}.csv`.
  const meant = near === undefined || split === '' ? near?.path : near.path.replace(split, '{split}');
  const fix =
    meant === undefined || meant === path ? {} : { fix: [{ span: at, text: printText(meant) }], sure: near?.isSure === true };
  return report.missingFile(at, { file, root, nearest: meant === path ? undefined : meant }, fix);
}

function checkField({ read, column, span }: FieldSource, tables: ReadonlyMap<string, Table>, calls: Calls): Diagnostic[] {
  const table = tables.get(read);
  const argument = calls.get(keyOf(span))?.arguments[0]?.value;
  if (table === undefined || argument === undefined) return [];
  const text = (meant: string): string => (/^[A-Za-z_]\w*$/.test(meant) ? meant : printText(meant));
  return checkColumn(column, table, argument.span, text);
}

/** `file("wav/{clip}.wav")`: each placeholder is a column. */
function checkTemplate({ read, template, span }: FileSource, tables: ReadonlyMap<string, Table>, calls: Calls): Diagnostic[] {
  const table = tables.get(read);
  const argument = calls.get(keyOf(span))?.arguments[0]?.value;
  if (table === undefined || argument === undefined) return [];
  return [...template.matchAll(/\{(\w+)\}/g)].flatMap(({ 1: name = '', index }) => {
    // The quote comes before; a path has no escapes.
    const start = argument.span.start + 1 + index + 1;
    const at = { ...argument.span, start, end: start + name.length };
    return name === 'split' ? [] : checkColumn(/^\d+$/.test(name) ? Number(name) : name, table, at, (meant) => meant);
  });
}

/** `columns(0..99)`: the last one must be there. Arrays count their columns otherwise. */
function checkRange(
  column: Column & { readonly kind: 'vec' },
  lines: readonly Declaration[],
  tables: ReadonlyMap<string, Table>,
): Diagnostic[] {
  const table = tables.get(column.read);
  const line = lines.find(({ subject }) => subject !== null && keyOf(subject.span) === keyOf(column.span));
  const range = line?.value?.kind === 'call' ? line.value.arguments[0]?.value : undefined;
  if (table === undefined || range?.kind !== 'range' || isOfArrays(table)) return [];
  return checkColumn(column.to, table, range.to.span, (meant) => meant);
}

const isOfArrays = ({ read }: Table): boolean => read.reader === 'npz' || read.reader === 'npy';

/** A column by name or number, against those that the file has. `print` is how the spec would write the one that was meant. */
function checkColumn(
  column: string | number,
  { read, columns }: Table,
  at: Span,
  print: (meant: string) => string,
): Diagnostic[] {
  const file = typeof read.settings.path === 'string' ? read.settings.path : read.name;
  if (typeof column === 'number') {
    const last = columns.length - 1;
    if (column <= last || last < 0) return [];
    return [report.columnOutOfRange(at, { file, column, last }, { fix: [{ span: at, text: String(last) }] })];
  }
  const names = columns.map(({ name, position }) => name ?? String(position));
  if (names.includes(column)) return [];
  const meant = nearest(column, names);
  const edit = meant === undefined ? {} : { ...rewording(at, column, meant, names), fix: [{ span: at, text: print(meant) }] };
  if (read.reader === 'npz') {
    const arrays = names.map((name) => `\`${name}\``).join(', ');
    return [report.missingArray(at, { file, array: column, arrays, nearest: meant }, edit)];
  }
  return [report.missingColumn(at, { file, column, columns: listed(names), nearest: meant }, edit)];
}

/** `5 columns: a, b, c, …` */
const listed = (names: readonly string[]): string => {
  const shown = names.slice(0, 12).map((name) => (name === '' ? '(unnamed)' : name));
  const rest = names.length > shown.length ? ', …' : '';
  return `${names.length === 1 ? '1 column' : `${names.length} columns`}: ${shown.join(', ')}${rest}`;
};

/** Files that steps name, such as word vectors. */
function checkStepFiles({ encoders, fusions, heads }: TypedSpec, calls: Calls, files: PresentFiles, root: string): Diagnostic[] {
  const steps = [
    ...encoders.flatMap((encoder) => [...encoder.frontEnd, ...encoder.steps]),
    ...[...fusions, ...heads].flatMap((one) => one.steps),
  ];
  return steps.flatMap(({ kind, settings, span }) =>
    Object.entries(kind.schema.parameters).flatMap(([name, parameter]) => {
      if (parameter.type !== 'text' || parameter.isFile !== true || typeof settings[name] !== 'string') return [];
      const path = pathIn(calls.get(keyOf(span)) ?? null, name);
      const missing = path === null ? null : missingFile(path, [], files, root);
      return missing === null ? [] : [missing];
    }),
  );
}
