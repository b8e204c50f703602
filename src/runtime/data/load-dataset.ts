import type { Column, Dataset, Read } from '../../compiler/check/model.ts';
import { report } from '../../compiler/diagnostics/report.generated.ts';
import { Failure } from '../../compiler/diagnostics/result.ts';
import { atName } from '../files/read-checked.ts';
import { loadClips } from './columns/audio.ts';
import { loadImages } from './columns/image.ts';
import { dropped, loadLabels } from './columns/label.ts';
import { loadNumbers } from './columns/number.ts';
import { loadVectors } from './columns/vec.ts';
import { joinSource } from './join.ts';
import { type ReadView, type ReadViews, rowCountOfView, selectRows, textsOf } from './read-view.ts';
import { readers } from './readers/index.ts';
import type { Samples } from './samples.ts';
import type { Source, SourceFile } from './source.ts';
import type { Used } from './used-columns.ts';

/** Values of one column for all rows that are kept. Labels are numbers into the column's list of names. */
export type ColumnData =
  | { readonly kind: 'samples'; readonly samples: Samples }
  | { readonly kind: 'numbers'; readonly values: Float64Array }
  | { readonly kind: 'labels'; readonly labels: Int32Array; readonly names: readonly string[] }
  | { readonly kind: 'names'; readonly names: readonly string[] };

/** The rows of a data set, before they are split. */
export interface LoadedDataset {
  readonly name: string;
  readonly rowCount: number;
  readonly columns: ReadonlyMap<string, ColumnData>;
  /** Reads with their rows: what a split by file or by column looks at. */
  readonly views: ReadViews;
  readonly files: readonly SourceFile[];
}

/**
 * Reads the used columns of a data set: opens files, lines up or joins their rows, drops rows whose label is mapped to nothing, and checks
 * every value. Relative paths are looked up in `dataRoot`. Throws a `Failure` for the first thing that is wrong.
 */
export function loadDataset(dataset: Dataset, used: Used, dataRoot: string): LoadedDataset {
  const splitNames = dataset.split.kind === 'file' ? dataset.split.files.map(({ name }) => name) : [];
  const sources = new Map(
    dataset.reads
      .filter(({ name }) => used.reads.includes(name))
      .map((read) => [
        read.name,
        openedIn(read, () => readerOf(read).open(read.settings, { name: read.name, dataRoot, splitNames })),
      ]),
  );
  const whole = alignedViews(dataset, sources);
  const labels = new Map(
    used.columns.flatMap((column) => (column.kind === 'label' ? [[column.name, loadLabels(column, whole)] as const] : [])),
  );
  const kept = keptRows([...labels.values()], rowCountOfView([...whole.values()][0] as ReadView));
  const views: ReadViews = kept === null ? whole : new Map([...whole].map(([name, view]) => [name, selectRows(view, kept)]));
  if (kept?.length === 0) throw allDropped(dataset, labels);

  const load = (column: Column): ColumnData => {
    switch (column.kind) {
      case 'label': {
        const all = labels.get(column.name) as Int32Array;
        return { kind: 'labels', labels: kept === null ? all : kept.map((row) => all[row] as number), names: column.labels };
      }
      case 'number':
        return { kind: 'numbers', values: loadNumbers(column, views) };
      case 'group':
      case 'id':
        return { kind: 'names', names: textsOf(views, column.source) };
      case 'text':
        return { kind: 'samples', samples: { kind: 'text', texts: textsOf(views, column.source) } };
      case 'vec':
        return { kind: 'samples', samples: loadVectors(column, views) };
      case 'image':
        return { kind: 'samples', samples: loadImages(column, views) };
      case 'audio':
        return { kind: 'samples', samples: loadClips(column, views, dataRoot) };
    }
  };
  return {
    name: dataset.name,
    rowCount: rowCountOfView([...views.values()][0] as ReadView),
    columns: new Map(used.columns.map((column) => [column.name, load(column)])),
    views,
    files: [...sources.values()].flatMap(({ files }) => files),
  };
}

/** A file that is not there, or is none, is a mistake of the line that names it; anything else stands in the file. */
function openedIn<Opened>({ span }: Pick<Read, 'span'>, open: () => Opened): Opened {
  try {
    return open();
  } catch (error) {
    throw atName(error, span);
  }
}

function readerOf({ reader }: Read) {
  const found = readers.find(({ name }) => name === reader);
  if (found === undefined) throw new Error(`there is no reader ${reader} (a bug of emoc)`);
  return found;
}

/** Reads without a join lie side by side, and so must have equal numbers of rows, in every file of a split. A join may take its key from a joined read. */
function alignedViews(dataset: Dataset, sources: ReadonlyMap<string, Source>): ReadViews {
  const views = new Map<string, ReadView>();
  const rowReads = dataset.reads.filter(({ name }) => sources.has(name) && !dataset.joins.some(({ read }) => read === name));
  for (const { name } of rowReads) views.set(name, { source: sources.get(name) as Source, rows: null });
  const [first, ...others] = rowReads.map(({ name }) => sources.get(name) as Source);
  for (const other of others) checkAligned(first as Source, other);
  let waiting = dataset.joins.filter(({ read }) => sources.has(read));
  while (waiting.length > 0) {
    const ready = waiting.filter(({ by }) => views.has(by.read));
    if (ready.length === 0) throw new Error(`the joins of ${dataset.name} go round in a circle (a bug of emoc)`);
    for (const join of ready) views.set(join.read, joinSource(views, join, sources.get(join.read) as Source));
    waiting = waiting.filter((join) => !ready.includes(join));
  }
  return views;
}

function checkAligned(one: Source, other: Source): void {
  const rowsByFile = ({ files, rowCount, placeOf }: Source): Map<string, number> => {
    const counts = new Map(files.map(({ file }) => [file, 0]));
    for (let row = 0; row < rowCount; row += 1) {
      const { file } = placeOf(row);
      counts.set(file, (counts.get(file) ?? 0) + 1);
    }
    return counts;
  };
  const [counts, otherCounts] = [[...rowsByFile(one)], [...rowsByFile(other)]];
  if (counts.length === otherCounts.length) {
    for (const [index, [file, expected]] of counts.entries()) {
      const [otherFile, found] = otherCounts[index] as [string, number];
      if (found !== expected) throw unequal(otherFile, found, file, expected);
    }
  } else if (one.rowCount !== other.rowCount) {
    throw unequal(fileNames(other), other.rowCount, fileNames(one), one.rowCount);
  }
}

const fileNames = ({ files, name }: Source): string => (files.length === 0 ? name : files.map(({ file }) => file).join(' + '));

const unequal = (file: string, found: number, other: string, expected: number): Failure =>
  new Failure(report.rowCountsDiffer({ file }, { file, found, other, expected }));

/** Rows that no label mapping drops; `null` where all are kept. */
function keptRows(labels: readonly Int32Array[], rowCount: number): Int32Array | null {
  if (!labels.some((numbers) => numbers.includes(dropped))) return null;
  const rows = Int32Array.from({ length: rowCount }, (_, row) => row);
  return rows.filter((row) => labels.every((numbers) => numbers[row] !== dropped));
}

function allDropped(dataset: Dataset, labels: ReadonlyMap<string, Int32Array>): Failure {
  const [column, numbers] = [...labels].find(([, values]) => values.includes(dropped)) as [string, Int32Array];
  return new Failure(report.noRowsLeft(dataset.span, { column, dataset: dataset.name, rows: numbers.length }));
}
