import type { Join } from '../../compiler/check/model.ts';
import { nearest } from '../../compiler/diagnostics/nearest.ts';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import { keysOf, placeIn, type ReadView, type ReadViews, textsOf, viewOf } from './read-view.ts';
import type { Source } from './source.ts';
import { excerpt } from './tables/number-failures.ts';

/**
 * The view of `source` that gives each row of the data set the row with its key.
 *
 * Keys are compared as texts without blanks round them; row numbers count from 0. Throws a `Failure` for a key that no row has (E0651) or
 * that two rows have (E0652).
 */
export function joinSource(views: ReadViews, join: Join, source: Source): ReadView {
  const wanted = textsOf(views, join.by);
  const rowOf = join.key === null ? null : rowsByKey(source, keysOf(source, join.key));
  const rows = new Int32Array(wanted.length);
  for (const [row, text] of wanted.entries()) {
    const key = text.trim();
    const found = rowOf === null ? rowNumber(key, source.rowCount) : rowOf.get(key);
    if (found === undefined) throw missingKey(viewOf(views, join.by.read), row, key, source, rowOf);
    rows[row] = found;
  }
  return { source, rows };
}

function rowsByKey(source: Source, keys: readonly string[]): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (const [row, text] of keys.entries()) {
    const key = text.trim();
    const first = rows.get(key);
    if (first !== undefined) {
      const { file, line } = source.placeOf(row);
      const holes = { file, line, key: excerpt(key), first: source.placeOf(first).line };
      throw new Failure(report.joinKeyTwice({ file, line }, holes));
    }
    rows.set(key, row);
  }
  return rows;
}

const rowNumber = (key: string, rowCount: number): number | undefined =>
  /^\d+$/.test(key) && Number(key) < rowCount ? Number(key) : undefined;

function missingKey(by: ReadView, row: number, key: string, other: Source, keys: ReadonlyMap<string, number> | null): Failure {
  const { file, line } = placeIn(by, row);
  const suggestion = keys === null ? undefined : nearest(key, keys.keys());
  const holes = { file, line, other: other.placeOf(0).file, key: excerpt(key), nearest: suggestion };
  return new Failure(report.joinKeyMissing({ file, line }, holes));
}
