import type { Split } from '../../../compiler/check/model.ts';
import type { LoadedDataset } from '../load-dataset.ts';
import { sourceRow } from '../read-view.ts';
import { type Sides, sideOf } from './sides.ts';

/** `split by file`: the name that filled `{split}` in a row's path says its side. */
export function splitByFile(dataset: LoadedDataset, { files }: Extract<Split, { readonly kind: 'file' }>): Sides {
  const view = [...dataset.views.values()].find(({ source }) => source.splitOf(0) !== null);
  if (view === undefined) throw new Error('no path of the data set holds {split} (a bug of emoc)');
  const sides = new Map(files.map(({ name, role }) => [name, sideOf(role)]));
  return Int8Array.from({ length: dataset.rowCount }, (_, row) => {
    const name = view.source.splitOf(sourceRow(view, row)) as string;
    return sides.get(name) as number;
  });
}
