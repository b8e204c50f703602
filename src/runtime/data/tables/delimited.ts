import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { CellTable, cellText } from './cell-table.ts';
import { type Cells, Offsets } from './cells.ts';
import { excerpt } from './number-failures.ts';
import { checkedNames, numberedNames, type Table } from './table.ts';

/** Layout of a file of rows and fields. */
export interface Delimited {
  /** One ASCII character between fields. */
  readonly separator: string;
  /** RFC 4180 quoting with `"`. Without it a quote is a letter like any other. */
  readonly isQuoted: boolean;
  /** The first row that is not blank holds the names. */
  readonly hasHeader: boolean;
}

const quote = 34;
const newline = 10;
const carriageReturn = 13;

/**
 * Reads rows of fields (RFC 4180) from UTF-8 text. Lines end with `\n`, `\r\n` or `\r`; blank lines between rows are skipped.
 *
 * A quote begins a quoted field only as the field's first character, as in the RFC; further on it is a letter. Blanks belong to the field.
 * Our own scanner and not a library: of those measured, one loses rows without a word when they are ragged, one knows no lines, and all make a
 * string a field, which alone takes longer than this scanner together with the conversion to numbers.
 */
export function readDelimited(text: Buffer, file: string, layout: Delimited): Table {
  const cells = scan(text, file, layout);
  const { width, lines } = cells;
  const header = (): string[] => Array.from({ length: width }, (_, index) => cellText(cells, index, layout.isQuoted, false));
  const names = layout.hasHeader && width > 0 ? checkedNames(file, lines[0] as number, header()) : numberedNames(width);
  const headerRows = layout.hasHeader ? 1 : 0;
  if (lines.length <= headerRows) {
    throw new Failure(report.noRows({ file }, { file, found: lines.length === 0 ? 'only blank lines' : 'a header' }));
  }
  if (headerRows === 0) return new CellTable(file, names, cells, layout.isQuoted);
  const [starts, ends] = [cells.starts.subarray(width), cells.ends.subarray(width)];
  return new CellTable(file, names, { text, width, starts, ends, lines: lines.subarray(1) }, layout.isQuoted);
}

function scan(text: Buffer, file: string, { separator, isQuoted, hasHeader }: Delimited): Cells {
  const separatorByte = separator.charCodeAt(0);
  const length = text.length;
  const starts = new Offsets(length >> 4);
  const ends = new Offsets(length >> 4);
  const lines = new Offsets(length >> 8);
  let width = 0;
  let line = 1;
  let at = 0;

  while (at < length) {
    const first = text[at];
    if (first === newline || first === carriageReturn) {
      at = afterBreak(text, at);
      line += 1;
      continue;
    }
    const rowLine = line;
    const cellsBefore = starts.count;
    for (;;) {
      if (isQuoted && text[at] === quote) {
        const opened = at;
        const openedLine = line;
        at += 1;
        for (; ; at += 1) {
          if (at >= length) throw unclosed(file, openedLine, starts.count - cellsBefore, width);
          const byte = text[at];
          if (byte === quote) {
            if (text[at + 1] !== quote) break;
            at += 1;
          } else if (byte === newline || (byte === carriageReturn && text[at + 1] !== newline)) {
            line += 1;
          }
        }
        starts.push(opened + 1);
        ends.push(at);
        at += 1;
        const next = text[at];
        if (at < length && next !== separatorByte && next !== newline && next !== carriageReturn) {
          const found = excerpt(restOfLine(text, at));
          const column = starts.count - cellsBefore - 1;
          throw new Failure(report.textAfterQuote({ file, line, column }, { file, line, column, found }));
        }
      } else {
        starts.push(at);
        for (; at < length; at += 1) {
          const byte = text[at];
          if (byte === separatorByte || byte === newline || byte === carriageReturn) break;
        }
        ends.push(at);
      }
      if (at >= length || text[at] !== separatorByte) break;
      at += 1;
    }
    if (at < length) at = afterBreak(text, at);
    line += 1;

    const found = starts.count - cellsBefore;
    if (lines.count === 0) width = found;
    lines.push(rowLine);
    if (found !== width) {
      const first = lines.taken()[0] as number;
      const last = found - 1;
      const named = hasHeader ? text.toString('utf8', starts.taken()[last], ends.taken()[last]) : String(last);
      const holes = { file, line: rowLine, expected: width, first, found };
      const how = found > width ? { separator: separator === '\t' ? 'tab' : separator } : { lastColumn: excerpt(named) };
      throw new Failure(report.raggedRow({ file, line: rowLine }, { ...holes, ...how }));
    }
  }
  return { text, width, starts: starts.taken(), ends: ends.taken(), lines: lines.taken() };
}

const afterBreak = (text: Buffer, at: number): number =>
  text[at] === carriageReturn && text[at + 1] === newline ? at + 2 : at + 1;

function restOfLine(text: Buffer, at: number): string {
  let end = at;
  while (end < text.length && text[end] !== newline && text[end] !== carriageReturn) end += 1;
  return text.toString('utf8', at, Math.min(end, at + 400));
}

function unclosed(file: string, line: number, column: number, width: number): Failure {
  // Beyond the first row's width the position would name a column that does not exist.
  const shown = width === 0 ? column : Math.min(column, width - 1);
  return new Failure(report.unclosedQuote({ file, line, column: shown }, { file, line, column: shown }));
}
