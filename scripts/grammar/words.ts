import { activations } from '../../src/compiler/catalogue/activations/index.generated.ts';
import { fusions } from '../../src/compiler/catalogue/fusions/index.generated.ts';
import { headKinds } from '../../src/compiler/catalogue/heads/index.generated.ts';
import { initializers } from '../../src/compiler/catalogue/initializers/index.generated.ts';
import { lossKinds } from '../../src/compiler/catalogue/losses/index.generated.ts';
import { optimizers } from '../../src/compiler/catalogue/optimizers/index.generated.ts';
import { readers } from '../../src/compiler/catalogue/readers/index.generated.ts';
import { schedules } from '../../src/compiler/catalogue/schedules/index.generated.ts';
import type { Schema } from '../../src/compiler/catalogue/schema.ts';
import { steps } from '../../src/compiler/catalogue/steps/index.generated.ts';
import { datasetWords } from '../../src/compiler/check/blocks/dataset.ts';

import { units } from '../../src/compiler/parse/tokens.ts';

/** Units that are words; `%` is a sign. */
export const unitWords: readonly string[] = Object.keys(units).filter((unit) => unit !== '%');

/** Words that begin a line in the body of a data set. */
export const lineWords: readonly string[] = datasetWords;

const withSchemas: readonly { readonly name: string; readonly schema: Schema }[] = [
  ...steps,
  ...fusions,
  ...headKinds,
  ...lossKinds,
  ...optimizers,
  ...schedules,
  ...readers,
];

const unique = (words: readonly string[]): readonly string[] => [...new Set(words)].sort();

/** Everything of the catalogue that is written as `name(…)`. */
export const kindNames: readonly string[] = unique(withSchemas.map(({ name }) => name));

/** Words that the catalogue gives a meaning where a value stands: activations, initialisers, and the options of choices. */
export const valueWords: readonly string[] = unique([
  ...activations.map(({ name }) => name),
  ...initializers.map(({ name }) => name),
  ...withSchemas.flatMap(({ schema }) =>
    Object.values(schema.parameters).flatMap((one) => (one.type === 'choice' ? one.of : [])),
  ),
  'true',
  'false',
  'drop',
]);
