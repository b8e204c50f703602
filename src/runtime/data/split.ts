import type { Dataset } from '../../compiler/check/model.ts';
import type { Random } from '../kernels/random.ts';
import type { LoadedDataset } from './load-dataset.ts';
import { splitByColumn } from './splits/by-column.ts';
import { splitByFile } from './splits/by-file.ts';
import { checkGroups, checkSides } from './splits/check.ts';
import { holdOut } from './splits/holdout.ts';
import { splitPercent } from './splits/percent.ts';
import type { Sides } from './splits/sides.ts';

/**
 * Puts every row of a data set on a side, and checks what the spec promises: every declared side has rows, and no group is on two of them.
 *
 * The same rows, spec and seed give the same split. Random sides come from children of `random` named `split` and `holdout`.
 */
export function splitDataset(dataset: Dataset, loaded: LoadedDataset, random: Random): Sides {
  const first = firstSides(dataset, loaded, random.child('split'));
  const sides = dataset.holdout === null ? first : holdOut(loaded, first, dataset.holdout, random.child('holdout'));
  checkSides(dataset, sides);
  checkGroups(dataset, loaded, sides);
  return sides;
}

function firstSides({ split }: Dataset, loaded: LoadedDataset, random: Random): Sides {
  switch (split.kind) {
    case 'percent':
      return splitPercent(loaded, split, random);
    case 'file':
      return splitByFile(loaded, split);
    case 'column':
      return splitByColumn(loaded, split);
  }
}
