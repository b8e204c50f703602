import { resolve } from 'node:path';
import { type Settings, wordOf } from '../../../compiler/catalogue/schema.ts';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { hashBytes } from '../../files/hash.ts';
import { readFileChecked } from '../../files/read-checked.ts';
import type { NumberData, Part, RowArray, Source, SourceFile } from '../source.ts';
import type { ReadContext } from './_define.ts';

/**
 * Opens the file of the setting `path`, or one a name of the split where the path holds `{split}`, and puts their rows one after the other.
 *
 * All parts must have the columns that are asked for, and arrays the same shape behind the first axis.
 */
export function sourceFromFiles(settings: Settings, context: ReadContext, open: (bytes: Buffer, file: string) => Part): Source {
  const template = wordOf(settings, 'path');
  const names = template.includes('{split}') ? context.splitNames : [null];
  if (names.length === 0) throw new Error(`\`${template}\` has a {split} and nothing to fill it with (a bug of emoc)`);
  const files: SourceFile[] = [];
  const parts = names.map((name): Part => {
    const file = name === null ? template : template.replaceAll('{split}', name);
    const bytes = readFileChecked(resolve(context.dataRoot, file), { file, root: context.dataRoot });
    files.push({ file, sha256: hashBytes(bytes), sizeBytes: bytes.length });
    return open(bytes, file);
  });
  return joinParts(context.name, files, parts, names);
}

function joinParts(
  name: string,
  files: readonly SourceFile[],
  parts: readonly Part[],
  splits: readonly (string | null)[],
): Source {
  const starts: number[] = [];
  let rowCount = 0;
  for (const part of parts) {
    starts.push(rowCount);
    rowCount += part.rowCount;
  }
  const partAt = (row: number): number => starts.findLastIndex((start) => start <= row);
  return {
    name,
    files,
    rowCount,
    names: parts[0]?.names,
    text: (column) => (parts.length === 1 ? (parts[0] as Part).text(column) : parts.flatMap((part) => part.text(column))),
    values: (column) => concatenated(parts.map((part) => part.values(column))),
    numbers: (from, to) => {
      const blocks = parts.map((part) => ({ part, data: part.numbers(from, to) }));
      const widthOf = ({ part, data }: (typeof blocks)[number]): number => data.length / part.rowCount;
      const [first] = blocks as [(typeof blocks)[number]];
      for (const block of blocks) {
        if (widthOf(block) !== widthOf(first))
          throw otherKind(block.part.file, from, widthOf(block), widthOf(first), first.part.file);
      }
      return concatenated(blocks.map(({ data }) => data));
    },
    array: (column) => stacked(parts, column),
    placeOf: (row) => {
      const index = partAt(row);
      const part = parts[index] as Part;
      return { file: part.file, line: part.lineOf(row - (starts[index] as number)) };
    },
    splitOf: (row) => splits[partAt(row)] ?? null,
  };
}

function otherKind(file: string, from: string | number, found: number, expected: number, other: string): Failure {
  const holes = {
    file,
    column: `the range of columns from \`${from}\``,
    found: `${found} wide`,
    expected: `${expected} as in \`${other}\``,
  };
  return new Failure(report.columnOfAnotherKind({ file }, holes));
}

function concatenated<Data extends NumberData>(blocks: readonly Data[]): Data {
  const [first] = blocks as [Data];
  if (blocks.length === 1) return first;
  const length = blocks.reduce((total, block) => total + block.length, 0);
  const whole = new (first.constructor as new (length: number) => Data)(length);
  let at = 0;
  for (const block of blocks) {
    whole.set(block, at);
    at += block.length;
  }
  return whole;
}

function stacked(parts: readonly Part[], column: string | number): RowArray {
  const arrays = parts.map((part) => part.array(column));
  const [first] = arrays as [RowArray];
  const inner = first.shape.slice(1).join(', ');
  for (const [index, { shape, data }] of arrays.entries()) {
    const { file } = parts[index] as Part;
    if (shape.slice(1).join(', ') !== inner) {
      throw new Failure(report.imageShape({ file, column }, { file, column, found: shape.join(', '), expected: inner }));
    }
    if (data.constructor !== first.data.constructor) {
      const holes = {
        file,
        column: `\`${column}\``,
        found: numberKind(data),
        expected: `${numberKind(first.data)} as in \`${parts[0]?.file}\``,
      };
      throw new Failure(report.columnOfAnotherKind({ file, column }, holes));
    }
  }
  const rows = arrays.reduce((total, { shape }) => total + (shape[0] as number), 0);
  return { shape: [rows, ...first.shape.slice(1)], data: concatenated(arrays.map(({ data }) => data)) };
}

/** `Uint8Array` as a user would say it. */
function numberKind(data: RowArray['data']): string {
  return data.constructor.name
    .replace(/Array$/, '')
    .replace(/^(Uint|Int|Float)(\d+)$/, '$2-bit $1')
    .toLowerCase();
}
