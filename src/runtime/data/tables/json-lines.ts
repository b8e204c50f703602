import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { decimalOf } from '../../numbers/decimal.ts';
import { excerpt, numberFailure } from './number-failures.ts';
import { type ColumnName, NamedColumns, type Table } from './table.ts';

/** What one field holds: its text, `null`, or nothing where the line lacks it. */
type Field = string | null | undefined;

/**
 * Reads one JSON object a line from UTF-8 text. Columns are all fields of all lines, in order of first appearance; blank lines are skipped.
 *
 * Strings are taken as they are, numbers and truth values as written by JavaScript, arrays and objects as their JSON text. A line may lack a
 * field or hold `null` there: that is a `Failure` (E0622) only when the column is read.
 */
export function readJsonLines(text: Buffer, file: string): Table {
  const columns = new Map<string, Field[]>();
  const lines: number[] = [];
  for (let line = 1, at = 0; at < text.length; line += 1) {
    let end = at;
    while (end < text.length && text[end] !== 10 && text[end] !== 13) end += 1;
    const source = text.toString('utf8', at, end);
    at = text[end] === 13 && text[end + 1] === 10 ? end + 2 : end + 1;
    if (source.trim() === '') continue;
    for (const [name, value] of Object.entries(objectOf(source, file, line))) {
      const column = columns.get(name) ?? [];
      if (column.length === 0) columns.set(name, column);
      column[lines.length] = fieldOf(value);
    }
    lines.push(line);
  }
  if (lines.length === 0) throw new Failure(report.noRows({ file }, { file, found: 'only blank lines' }));
  return new JsonTable(file, columns, Uint32Array.from(lines));
}

function objectOf(source: string, file: string, line: number): object {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    const reason = excerpt((error as SyntaxError).message.replace(/ in JSON| \(line \d+ column \d+\)/g, ''));
    throw new Failure(report.brokenJsonLine({ file, line }, { file, line, reason }));
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  const found = value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`;
  throw new Failure(report.jsonLineNotObject({ file, line }, { file, line, found }));
}

function fieldOf(value: unknown): Field {
  if (value === null || typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

class JsonTable extends NamedColumns implements Table {
  readonly rowCount: number;
  readonly lines: Uint32Array;
  private readonly columns: readonly (readonly Field[])[];

  constructor(file: string, columns: ReadonlyMap<string, readonly Field[]>, lines: Uint32Array) {
    super(file, [...columns.keys()]);
    this.columns = [...columns.values()];
    this.lines = lines;
    this.rowCount = lines.length;
  }

  column(column: ColumnName): readonly string[] {
    const position = this.positionOf(column);
    return Array.from({ length: this.rowCount }, (_, row) => this.field(row, position));
  }

  numbers(from: ColumnName, to: ColumnName = from): Float32Array {
    const [first, last] = this.rangeOf(from, to);
    const width = last - first + 1;
    const numbers = new Float32Array(this.rowCount * width);
    for (let row = 0; row < this.rowCount; row += 1) {
      for (let position = first; position <= last; position += 1) {
        const text = this.field(row, position);
        const value = Math.fround(decimalOf(text));
        if (!Number.isFinite(value)) {
          throw numberFailure(this.file, this.lines[row] as number, this.names[position] as string, text);
        }
        numbers[row * width + position - first] = value;
      }
    }
    return numbers;
  }

  private field(row: number, position: number): string {
    const value = this.columns[position]?.[row];
    if (typeof value === 'string') return value;
    const [file, line, column] = [this.file, this.lines[row] as number, this.names[position] as string];
    const found = value === null ? 'null' : 'missing';
    throw new Failure(report.missingField({ file, line, column }, { file, line, column, found }));
  }
}
