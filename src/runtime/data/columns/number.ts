import type { Column } from '../../../compiler/check/model.ts';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { placeIn, type ReadViews, valuesOf, viewOf } from '../read-view.ts';

/** Numbers in double precision, one a row. Throws E0654 for one outside the declared range, whose ends belong to it. */
export function loadNumbers(column: Extract<Column, { readonly kind: 'number' }>, views: ReadViews): Float64Array {
  const { source, minimum, maximum } = column;
  const values = valuesOf(views, source);
  const row = values.findIndex((value) => (minimum !== null && value < minimum) || (maximum !== null && value > maximum));
  if (row < 0) return values;
  const { file, line } = placeIn(viewOf(views, source.read), row);
  const range = { minimum: minimum ?? '', maximum: maximum ?? '' };
  const holes = { file, line, column: source.column, ...range, found: values[row] as number };
  throw new Failure(report.numberOutOfRange({ file, line, column: source.column }, holes));
}
