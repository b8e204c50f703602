import type { TypedSpec } from '../../compiler/check/model.ts';
import { classWeightsField } from '../../compiler/fields.ts';
import type { Batch } from '../engines/engine.ts';

/**
 * Fields that are bound once a run: the weights of each label where a head asks for `weights = balanced`.
 *
 * A label's weight is the inverse of its share of the training split, over the number of labels: the mean over the training samples is 1.
 *
 * @param classCounts Training rows of each label, by head; none is 0.
 */
export function runConstants({ heads }: TypedSpec, classCounts: ReadonlyMap<string, Int32Array>): Batch['fields'] {
  const fields = new Map<string, Float32Array>();
  for (const { name, settings } of heads) {
    if (settings.weights !== 'balanced') continue;
    const counts = classCounts.get(name);
    if (counts === undefined) throw new Error(`nobody counted the labels of ${name} (a bug of emoc)`);
    const rows = counts.reduce((sum, count) => sum + count, 0);
    fields.set(
      classWeightsField(name),
      Float32Array.from(counts, (count) => rows / (counts.length * count)),
    );
  }
  return fields;
}
