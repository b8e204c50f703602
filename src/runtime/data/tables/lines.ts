import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { CellTable, cellText } from './cell-table.ts';
import { type Cells, Offsets } from './cells.ts';
import { checkedNames, numberedNames, type Table } from './table.ts';

/** Layout of a file of one text a line. */
export interface Lines {
  /** One ASCII character that cuts each line in two. Without it the whole line is the only column. */
  readonly separator?: string;
  /** The separator at which a line is cut: in `text;label` the last one, since the text may hold others. */
  readonly splitAt: 'first' | 'last';
  readonly hasHeader: boolean;
}

const newline = 10;
const carriageReturn = 13;

/**
 * Reads a line a row from UTF-8 text, without any quoting. Lines end with `\n`, `\r\n` or `\r`.
 *
 * Without a separator a blank line is a row with an empty text, so that files whose lines belong together stay together; with one it is skipped.
 */
export function readLines(text: Buffer, file: string, { separator, splitAt, hasHeader }: Lines): Table {
  const width = separator === undefined ? 1 : 2;
  const separatorByte = separator?.charCodeAt(0);
  const [starts, ends, lines] = [new Offsets(text.length >> 5), new Offsets(text.length >> 5), new Offsets(text.length >> 6)];

  for (let line = 1, at = 0; at < text.length; line += 1) {
    const start = at;
    let cut = -1;
    for (; at < text.length; at += 1) {
      const byte = text[at];
      if (byte === newline || byte === carriageReturn) break;
      if (byte === separatorByte && (cut < 0 || splitAt === 'last')) cut = at;
    }
    const end = at;
    at += text[at] === carriageReturn && text[at + 1] === newline ? 2 : 1;

    if (separatorByte === undefined) {
      starts.push(start);
      ends.push(end);
    } else if (cut >= 0) {
      starts.push(start);
      ends.push(cut);
      starts.push(cut + 1);
      ends.push(end);
    } else if (start === end) {
      continue;
    } else {
      const first = lines.count === 0 ? line : (lines.taken()[0] as number);
      throw new Failure(report.raggedRow({ file, line }, { file, line, expected: width, first, found: 1 }));
    }
    lines.push(line);
  }

  const headerRows = hasHeader ? 1 : 0;
  if (lines.count <= headerRows) {
    throw new Failure(report.noRows({ file }, { file, found: lines.count === 0 ? 'only blank lines' : 'a header' }));
  }
  const whole: Cells = { text, width, starts: starts.taken(), ends: ends.taken(), lines: lines.taken() };
  if (!hasHeader) return new CellTable(file, numberedNames(width), whole, false);
  const header = Array.from({ length: width }, (_, index) => cellText(whole, index, false, false));
  const names = checkedNames(file, whole.lines[0] as number, header);
  const rest = { starts: whole.starts.subarray(width), ends: whole.ends.subarray(width), lines: whole.lines.subarray(1) };
  return new CellTable(file, names, { text, width, ...rest }, false);
}
