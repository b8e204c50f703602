import type { Split } from '../../../compiler/check/model.ts';
import type { Random } from '../../kernels/random.ts';
import type { LoadedDataset } from '../load-dataset.ts';
import { dealGroups } from './grouped.ts';
import { dealShuffled } from './shuffled.ts';
import type { Sides } from './sides.ts';
import { namesOf, strataOf } from './strata.ts';

/** `split 80% / 10% / 10% by speaker stratified on emotion`: at random, in whole groups where there are any. */
export function splitPercent(dataset: LoadedDataset, split: Extract<Split, { readonly kind: 'percent' }>, random: Random): Sides {
  const fractions = [split.train, split.validation, split.test];
  const strata = strataOf(dataset, split.stratifiedOn);
  if (split.by === null) return dealShuffled(strata, fractions, random);
  return dealGroups(namesOf(dataset, split.by), strata, fractions, random);
}
