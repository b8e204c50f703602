import type { ReaderKind } from '../catalogue/define-reader.ts';
import { readers } from '../catalogue/readers/index.generated.ts';
import { printType } from '../catalogue/types.ts';
import type { Column, Dataset, FieldSource, FileSource, Holdout, Join, MappingEntry, Split } from '../check/model.ts';
import type { Pattern } from '../parse/ast.ts';
import { printText } from '../parse/print-expression.ts';
import type { PlannedColumn, PlannedDataset } from './plan-model.ts';
import { plannedSettings } from './print-setting.ts';

const readersByName: ReadonlyMap<string, ReaderKind> = new Map(readers.map((reader) => [reader.name, reader]));

/** A data set as the plan shows it: what is read, what becomes of it, and how it is split. `rows` where the data has been read. */
export function planDataset(dataset: Dataset, rows: PlannedDataset['rows']): PlannedDataset {
  return {
    name: dataset.name,
    reads: dataset.reads.map(({ name, reader, settings }) => {
      const kind = readersByName.get(reader);
      if (kind === undefined) throw new Error(`no reader ${reader} (a bug of emoc)`);
      return { name, reader, settings: plannedSettings(settings, kind.schema) };
    }),
    joins: dataset.joins.map(printJoin),
    columns: dataset.columns.map(planColumn),
    split: printSplit(dataset.split),
    holdout: dataset.holdout === null ? null : printHoldout(dataset.holdout),
    rows,
  };
}

const planColumn = (column: Column): PlannedColumn => ({
  kind: column.kind,
  name: column.name,
  source: sourceOf(column),
  type: typeOf(column),
});

function sourceOf(column: Column): string {
  if (column.kind === 'vec') return `${column.read}.columns(${column.from}..${column.to})`;
  if (column.kind === 'image') return `${column.source.read}.pixels(${column.source.column})`;
  const source = 'template' in column.source ? printFile(column.source) : printField(column.source);
  return column.kind === 'label' && column.mapping !== null
    ? `${source} { ${column.mapping.map(printEntry).join(', ')} }`
    : source;
}

function typeOf(column: Column): string | null {
  if (column.kind === 'label') return column.labels.join(' | ');
  if (column.kind === 'number') return column.minimum === null ? null : `${column.minimum}..${column.maximum}`;
  return column.type === null ? null : printType(column.type);
}

const printFile = ({ read, template }: FileSource): string => `${read}.file(${printText(template)})`;

const printField = ({ read, column, pattern }: FieldSource): string =>
  `${read}.column(${column}${pattern === null ? '' : `, pattern = ${printText(pattern)}`})`;

const printJoin = ({ read, key, by }: Join): string => `${read} on ${key === null ? 'row' : printField(key)} = ${printField(by)}`;

const printEntry = ({ patterns, target }: MappingEntry): string =>
  `${patterns.map(printPattern).join(', ')} -> ${target ?? 'drop'}`;

function printPattern(pattern: Pattern): string {
  if (pattern.kind === 'any') return '*';
  return pattern.kind === 'text' ? pattern.text : `${pattern.operator} ${pattern.bound}`;
}

const percent = (fraction: number): string => `${Number((fraction * 100).toPrecision(12))}%`;

const conditions = (by: string | null, stratifiedOn: string | null): string =>
  `${by === null ? '' : ` by ${by}`}${stratifiedOn === null ? '' : ` stratified on ${stratifiedOn}`}`;

function printSplit(split: Split): string {
  if (split.kind === 'percent') {
    const parts = [split.train, split.validation, split.test].map(percent).join(' / ');
    return `${parts}${conditions(split.by, split.stratifiedOn)}`;
  }
  const sides =
    split.kind === 'file'
      ? split.files.map(({ name, role }) => `${name} -> ${role}`)
      : split.values.map(({ value, role }) => `${value} -> ${role ?? 'drop'}`);
  return `by ${split.kind === 'file' ? 'file' : printField(split.source)} { ${sides.join(', ')} }`;
}

const printHoldout = ({ fraction, by, stratifiedOn }: Holdout): string =>
  `${percent(fraction)} of train${conditions(by, stratifiedOn)}`;
