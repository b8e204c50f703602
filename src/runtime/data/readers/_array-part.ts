import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import type { NumberArray } from '../arrays/npy.ts';
import type { Part } from '../source.ts';
import type { ColumnName } from '../tables/table.ts';

/** Arrays of one file. `read` throws a `Failure` for a name that is not there. */
export interface ArrayFile {
  readonly file: string;
  readonly names: readonly string[];
  readonly shapeOf: (name: string) => readonly number[];
  readonly read: (name: string) => NumberArray;
}

/**
 * Arrays as a part of a source: their first axis counts the rows.
 *
 * An archive may hold an array of another length beside them (names of classes, say), so the rows are as many as most arrays have; an array
 * of another length is E0650 only when it is asked for. A column may also be the position of an array.
 */
export function arrayPart(arrays: ArrayFile): Part {
  const { file, names } = arrays;
  const rowCount = commonLength(arrays);
  const nameOf = (column: ColumnName): string => (typeof column === 'number' ? (names[column] ?? String(column)) : column);
  const read = (column: ColumnName): NumberArray => {
    const array = arrays.read(nameOf(column));
    const found = array.shape[0] ?? 1;
    if (array.shape.length === 0 || found !== rowCount) {
      const [one, other] = [`${file}:${nameOf(column)}`, `${file}:${longestName(arrays, rowCount)}`];
      throw new Failure(report.rowCountsDiffer({ file }, { file: one, found, other, expected: rowCount }));
    }
    return array;
  };
  const single = (column: ColumnName): NumberArray => {
    const array = read(column);
    if (array.data.length === rowCount) return array;
    throw otherShape(file, nameOf(column), array.shape, 'one number a row');
  };
  const finite = (column: ColumnName, value: number, row: number, place?: number): number => {
    if (Number.isFinite(value)) return value;
    const name = nameOf(column);
    const index = place === undefined ? row : `${row}, ${place}`;
    throw new Failure(report.arrayNotFinite({ file, column: name }, { file, column: name, index, found: String(value) }));
  };
  return {
    file,
    rowCount,
    text: (column) => Array.from(single(column).data, String),
    values: (column) => Float64Array.from(single(column).data, (value, index) => finite(column, value, index)),
    numbers: (from, to) => {
      const name = tableOf(arrays);
      const { shape, data } = read(name);
      const [stride, first, last] = [shape[1] as number, Number(from), Number(to)];
      if (last >= stride) throw new Failure(report.columnOutOfRange({ file }, { file, column: last, last: stride - 1 }));
      const width = last - first + 1;
      return Float32Array.from({ length: rowCount * width }, (_, index) => {
        const [row, place] = [Math.floor(index / width), first + (index % width)];
        return finite(name, data[row * stride + place] as number, row, place);
      });
    },
    array: read,
    lineOf: (row) => row + 1,
  };
}

function commonLength({ names, shapeOf }: ArrayFile): number {
  const counts = new Map<number, number>();
  for (const name of names) {
    const [length = 1] = shapeOf(name);
    counts.set(length, (counts.get(length) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([lengthA, countA], [lengthB, countB]) => countB - countA || lengthB - lengthA);
  return most?.[0] ?? 0;
}

const longestName = ({ names, shapeOf }: ArrayFile, rowCount: number): string =>
  names.find((name) => shapeOf(name)[0] === rowCount) ?? '';

/** The array whose second axis `columns(a..b)` counts: the only one with two axes. */
function tableOf({ file, names, shapeOf }: ArrayFile): string {
  const tables = names.filter((name) => shapeOf(name).length === 2);
  if (tables.length === 1) return tables[0] as string;
  const found =
    tables.length === 0 ? 'in no array with two axes' : `in ${tables.length} arrays with two axes (${tables.join(', ')})`;
  throw new Failure(
    report.columnOfAnotherKind({ file }, { file, column: 'a range of columns', found, expected: 'exactly one [rows, columns]' }),
  );
}

function otherShape(file: string, name: string, shape: readonly number[], expected: string): Failure {
  const holes = { file, column: `\`${name}\``, found: `an array [${shape.join(', ')}]`, expected };
  return new Failure(report.columnOfAnotherKind({ file, column: name }, holes));
}
