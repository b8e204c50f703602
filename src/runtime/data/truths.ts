import type { Dataset, Head } from '../../compiler/check/model.ts';
import type { LoadedDataset } from './load-dataset.ts';
import { checkClasses } from './splits/check.ts';
import type { Sides } from './splits/sides.ts';

/** Truth of all rows: label numbers or values. */
export function truthOf(loaded: LoadedDataset, { target }: Head): Int32Array | Float64Array {
  const data = loaded.columns.get(target);
  if (data?.kind === 'labels') return data.labels;
  if (data?.kind === 'numbers') return data.values;
  throw new Error(`${target} holds no truth (a bug of emoc)`);
}

/** Throws E0662 where a class that a head has to learn is not in the training split. */
export function checkHeads(dataset: Dataset, loaded: LoadedDataset, heads: readonly Head[], sides: Sides): void {
  for (const head of heads) {
    const truth = truthOf(loaded, head);
    if (head.labels !== null && truth instanceof Int32Array) checkClasses(dataset, head.target, truth, head.labels, sides);
  }
}

/** Training rows of each label, by classifier. */
export function countsOf(loaded: LoadedDataset, heads: readonly Head[], rows: Int32Array): ReadonlyMap<string, Int32Array> {
  const counts = new Map<string, Int32Array>();
  for (const head of heads) {
    if (head.labels === null) continue;
    const [truth, count] = [truthOf(loaded, head), new Int32Array(head.labels.length)];
    for (const row of rows) count[truth[row] as number] = (count[truth[row] as number] as number) + 1;
    counts.set(head.name, count);
  }
  return counts;
}
