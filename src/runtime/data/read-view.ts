import type { FieldSource } from '../../compiler/check/model.ts';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import type { RowPlace, Source } from './source.ts';
import { excerpt } from './tables/number-failures.ts';

/** A source seen from the data set: row i of the data set is row `rows[i]` of the source, or row i itself where `rows` is `null`. */
export interface ReadView {
  readonly source: Source;
  readonly rows: Int32Array | null;
}

/** All reads of a data set by name, with equal numbers of rows. */
export type ReadViews = ReadonlyMap<string, ReadView>;

export function viewOf(views: ReadViews, read: string): ReadView {
  const view = views.get(read);
  if (view === undefined) throw new Error(`the read ${read} was not opened (a bug of emoc)`);
  return view;
}

export const sourceRow = ({ rows }: ReadView, row: number): number => (rows === null ? row : (rows[row] as number));

/** Where a row of the data set stands in the file of one read. */
export const placeIn = (view: ReadView, row: number): RowPlace => view.source.placeOf(sourceRow(view, row));

export const rowCountOfView = ({ source, rows }: ReadView): number => (rows === null ? source.rowCount : rows.length);

/** The view of a selection of rows. */
export function selectRows({ source, rows }: ReadView, kept: Int32Array): ReadView {
  return { source, rows: rows === null ? kept : kept.map((row) => rows[row] as number) };
}

/** Texts of a field, one a row of the data set, cut to the first group of its pattern where it has one. */
export function textsOf(views: ReadViews, field: FieldSource): readonly string[] {
  const view = viewOf(views, field.read);
  const texts = rearranged(view, view.source.text(field.column));
  return field.pattern === null ? texts : texts.map(cutter(view, field.column, field.pattern));
}

/** Numbers of a field in double precision, one a row of the data set. */
export function valuesOf(views: ReadViews, field: FieldSource): Float64Array {
  const view = viewOf(views, field.read);
  const values = view.source.values(field.column);
  const { rows } = view;
  return rows === null ? values : Float64Array.from(rows, (row) => values[row] as number);
}

/** Keys of a whole source, one a row of the source. */
export function keysOf(source: Source, field: FieldSource): readonly string[] {
  const texts = source.text(field.column);
  return field.pattern === null ? texts : texts.map(cutter({ source, rows: null }, field.column, field.pattern));
}

const rearranged = ({ rows }: ReadView, texts: readonly string[]): readonly string[] =>
  rows === null ? texts : Array.from(rows, (row) => texts[row] as string);

function cutter(view: ReadView, column: string | number, pattern: string): (text: string, row: number) => string {
  const expression = new RegExp(pattern, 'u');
  return (text, row) => {
    const match = expression.exec(text);
    const kept = match?.[1] ?? match?.[0];
    if (kept !== undefined) return kept;
    const { file, line } = placeIn(view, row);
    const holes = { file, line, column, pattern, found: excerpt(text) };
    throw new Failure(report.patternWithoutMatch({ file, line, column }, holes));
  };
}
