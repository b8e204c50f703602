import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { decimalOf } from '../../numbers/decimal.ts';
import type { Part } from '../source.ts';
import { numberFailure } from '../tables/number-failures.ts';
import type { Table } from '../tables/table.ts';

/** A table of texts as a part of a source: it has texts and numbers, and no arrays. */
export function tablePart(table: Table): Part {
  const { file } = table;
  const lineOf = (row: number): number => table.lines[row] as number;
  return {
    file,
    rowCount: table.rowCount,
    names: table.names.every((name, position) => name === String(position)) ? undefined : table.names,
    text: (column) => table.column(column),
    values: (column) =>
      Float64Array.from(table.column(column), (text, row) => {
        const value = decimalOf(text);
        if (!Number.isFinite(value)) throw numberFailure(file, lineOf(row), String(column), text);
        return value;
      }),
    numbers: (from, to) => table.numbers(from, to),
    array: (column) => {
      table.column(column);
      const holes = { file, column: `\`${column}\``, found: 'a column of texts', expected: 'an array, as an npz file holds' };
      throw new Failure(report.columnOfAnotherKind({ file, column }, holes));
    },
    lineOf,
  };
}
