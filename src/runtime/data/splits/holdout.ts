import type { Holdout } from '../../../compiler/check/model.ts';
import type { Random } from '../../kernels/random.ts';
import type { LoadedDataset } from '../load-dataset.ts';
import { dealGroups } from './grouped.ts';
import { dealShuffled } from './shuffled.ts';
import { rowsOn, type Sides, sideOf } from './sides.ts';
import { namesOf, strataOf } from './strata.ts';

/** `holdout 20% of train by video`: moves a share of the training rows to validation, in whole groups where there are any. */
export function holdOut(dataset: LoadedDataset, sides: Sides, holdout: Holdout, random: Random): Sides {
  const rows = rowsOn(sides, 'train');
  const fractions = [1 - holdout.fraction, holdout.fraction];
  const allStrata = strataOf(dataset, holdout.stratifiedOn);
  const strata = rows.map((row) => allStrata[row] as number);
  const { by } = holdout;
  const names = by === null ? null : namesOf(dataset, by);
  const moved =
    names === null
      ? dealShuffled(strata, fractions, random)
      : dealGroups(
          Array.from(rows, (row) => names[row] as string),
          strata,
          fractions,
          random,
        );
  const result = sides.slice();
  for (const [index, row] of rows.entries()) if (moved[index] === 1) result[row] = sideOf('validation');
  return result;
}
