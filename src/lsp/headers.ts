import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { flagOf, type Settings } from '../compiler/catalogue/schema.ts';
import { Failure } from '../compiler/diagnostics/result.ts';
import { openNpz } from '../runtime/data/arrays/npz.ts';
import { encodingOf } from '../runtime/data/readers/_encoding.ts';
import { syntheticColumns } from '../runtime/data/readers/synthetic.ts';
import { readTable, type TableOptions } from '../runtime/data/tables/read-table.ts';
import type { DataColumn } from '../service/data.ts';

/** As much of a table as is read for its header and some values. */
const headBytes = 64 * 1024;

/** The directory of an archive is at its end, so it is read whole; a larger one is not opened in an editor. */
const largestArchiveBytes = 256 * 1024 * 1024;

/** Different values of a column that are shown. */
const mostValues = 40;

type Header = (path: string, settings: Settings) => readonly DataColumn[];

/** How the columns of a reader's file are found, by the reader's name. */
const headers: Readonly<Record<string, Header>> = {
  csv: (path, settings) =>
    tableHeader(path, (bytes) => ({
      format: 'csv',
      hasHeader: flagOf(settings, 'header'),
      ...(typeof settings.separator === 'string' ? { separator: settings.separator } : {}),
      encoding: encodingOf(settings, bytes),
    })),
  tsv: (path, settings) =>
    tableHeader(path, (bytes) => ({
      format: 'tsv',
      hasHeader: flagOf(settings, 'header'),
      encoding: encodingOf(settings, bytes),
    })),
  lines: (path, { separator }) =>
    tableHeader(path, () => ({ format: 'lines', ...(typeof separator === 'string' && separator !== '' ? { separator } : {}) })),
  jsonl: (path) => tableHeader(path, () => ({ format: 'jsonl' })),
  npy: () => [{ name: null, position: 0, values: [] }],
  npz: (path) => {
    if (statSync(path).size > largestArchiveBytes) return [];
    return openNpz(readFileSync(path), path).names.map((name, position) => ({ name, position, values: [] }));
  },
};

/** Columns of a reader's file, or `null` where it is not there, cannot be read, or is of a reader that nothing is known of. */
export function headerOf(reader: string, path: string, settings: Settings): readonly DataColumn[] | null {
  const header = headers[reader];
  if (header === undefined || !existsSync(path)) return null;
  try {
    return header(path, settings);
  } catch (error) {
    // A file that is wrong is the business of `emoc plan`; here it is one without columns. Files also vanish while they are read.
    if (error instanceof Failure || (error as NodeJS.ErrnoException).code !== undefined) return null;
    throw error;
  }
}

/** Columns of generated clips, which need no file. */
export const generatedColumns: readonly DataColumn[] = syntheticColumns.map((name, position) => ({
  name: String(name),
  position,
  values: [],
}));

function tableHeader(path: string, options: (bytes: Uint8Array) => TableOptions): readonly DataColumn[] {
  const bytes = wholeLines(headOf(path));
  const table = readTable(bytes, path, options(bytes));
  const hasNames = table.names.some((name, position) => name !== String(position));
  return table.names.map((name, position) => ({
    name: hasNames ? name : null,
    position,
    values: [...new Set(table.column(position).map((value) => value.slice(0, 80)))].slice(0, mostValues),
  }));
}

function headOf(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(headBytes);
    return buffer.subarray(0, readSync(file, buffer, 0, headBytes, 0));
  } finally {
    closeSync(file);
  }
}

/** Up to the last line break, unless the file ends before. */
function wholeLines(bytes: Buffer): Buffer {
  if (bytes.length < headBytes) return bytes;
  const end = bytes.lastIndexOf(10);
  // In UTF-16 the zero byte of a little-endian line break comes behind it.
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || bytes[end + 1] === 0;
  return end < 0 ? bytes : bytes.subarray(0, end + (isWide ? 2 : 1));
}
