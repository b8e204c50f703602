import type { Split } from '../../../compiler/check/model.ts';
import { nearest } from '../../../compiler/diagnostics/nearest.ts';
import { report } from '../../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../../compiler/diagnostics/result.ts';
import { oneOf } from '../columns/label.ts';
import type { LoadedDataset } from '../load-dataset.ts';
import { placeIn, textsOf, viewOf } from '../read-view.ts';
import { excerpt } from '../tables/number-failures.ts';
import { left, type Sides, sideOf } from './sides.ts';

/** `split by column`: the value of a field says a row's side, or that it is left out; `*` stands for every value that is not named. Throws E0663 for a value that is not named. */
export function splitByColumn(dataset: LoadedDataset, { source, values }: Extract<Split, { readonly kind: 'column' }>): Sides {
  const sides = new Map(values.map(({ value, role }) => [value, role === null ? left : sideOf(role)]));
  return Int8Array.from(textsOf(dataset.views, source), (text, row) => {
    const value = text.trim();
    // Values that are named come before `*`, wherever it stands.
    const side = sides.get(value) ?? sides.get('*');
    if (side !== undefined) return side;
    const { file, line } = placeIn(viewOf(dataset.views, source.read), row);
    const holes = { file, line, column: source.column, found: excerpt(value), expected: oneOf([...sides.keys()]) };
    const meant = nearest(value, sides.keys());
    throw new Failure(report.unknownSplitValue({ file, line, column: source.column }, { ...holes, nearest: meant }));
  });
}
