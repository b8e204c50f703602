import type { Column } from '../../../compiler/check/model.ts';
import { type ReadViews, viewOf } from '../read-view.ts';
import { gatherRows, type SamplesOf } from '../samples.ts';

/** Numbers of a range of columns, [n, to - from + 1], each checked to be finite. */
export function loadVectors(column: Extract<Column, { readonly kind: 'vec' }>, views: ReadViews): SamplesOf<'vec'> {
  const { source, rows } = viewOf(views, column.read);
  const width = column.to - column.from + 1;
  const names = source.names?.slice(column.from, column.to + 1);
  return { kind: 'vec', width, names, data: gatherRows(source.numbers(column.from, column.to), width, rows) };
}
