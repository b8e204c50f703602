import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { readDelimited } from './delimited.ts';
import { decodeText, type Encoding } from './encoding.ts';
import { readJsonLines } from './json-lines.ts';
import { readLines } from './lines.ts';
import type { Table } from './table.ts';

interface Common {
  /** By default UTF-8, or what a byte-order mark says. */
  readonly encoding?: Encoding | undefined;
}

/** Rows of fields. `csv` is separated by commas and quoted, `tsv` by tabs and not quoted; both by default have a header. */
export interface DelimitedOptions extends Common {
  readonly format: 'csv' | 'tsv';
  readonly separator?: string | undefined;
  readonly isQuoted?: boolean | undefined;
  readonly hasHeader?: boolean | undefined;
}

/** One text a line, cut in two at its first or (by default) last separator where there is one; by default no header. */
export interface LinesOptions extends Common {
  readonly format: 'lines';
  readonly separator?: string | undefined;
  readonly splitAt?: 'first' | 'last' | undefined;
  readonly hasHeader?: boolean | undefined;
}

/** One JSON object a line. */
export interface JsonLinesOptions extends Common {
  readonly format: 'jsonl';
}

export type TableOptions = DelimitedOptions | LinesOptions | JsonLinesOptions;

/**
 * Reads a table from the bytes of a file. `file` is its name in messages.
 *
 * The table keeps `bytes` and makes strings and numbers of them on demand, so they must not be changed afterwards.
 *
 * ```ts
 * const table = readTable(readFileChecked(path), path, { format: 'csv', hasHeader: false });
 * const features = table.numbers(0, 72);      // Float32Array [rowCount, 73]
 * const labels = table.column(73);
 * ```
 */
export function readTable(bytes: Uint8Array, file: string, options: TableOptions): Table {
  if (bytes.length === 0) throw new Failure(report.emptyFile({ file }, { file }));
  const text = decodeText(bytes, file, options.encoding);
  if (options.format === 'jsonl') return readJsonLines(text, file);
  if (options.format === 'lines') {
    const { separator, splitAt = 'last', hasHeader = false } = options;
    return readLines(text, file, { splitAt, hasHeader, ...(separator === undefined ? {} : { separator: checked(separator) }) });
  }
  const isTabbed = options.format === 'tsv';
  const { separator = isTabbed ? '\t' : ',', isQuoted = !isTabbed, hasHeader = true } = options;
  return readDelimited(text, file, { separator: checked(separator), isQuoted, hasHeader });
}

/** The checker lets no other separator through; a table cut at the wrong byte must not exist anyway. */
function checked(separator: string): string {
  if (/^[^\r\n"\u0080-\uffff]$/.test(separator)) return separator;
  throw new Error(
    `a separator is one ASCII character that is no quote and no line break, not ${JSON.stringify(separator)} (a bug of emoc)`,
  );
}
