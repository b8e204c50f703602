import { targetField } from '../../compiler/fields.ts';
import { resolveShape } from '../../compiler/graph/dimension.ts';
import { type Tensor, tensor } from '../../compiler/graph/tensor.ts';
import { evaluate } from '../../compiler/passes/evaluate.ts';
import type { Program } from '../../compiler/program.ts';
import type { SplitData } from '../data/prepared-data.ts';
import type { Batch } from '../engines/engine.ts';
import type { Losses } from './events.ts';

/**
 * The losses of a split, over all its rows at once and in double precision: what the spec's loss says also where it is no mean over samples.
 *
 * @param outputs `output/HEAD` [rows, width] by name.
 * @param constants Fields that are bound once a run, as class weights.
 */
export function splitLosses(
  { loss }: Program,
  split: SplitData,
  outputs: ReadonlyMap<string, Float32Array>,
  constants: Batch['fields'],
): Losses {
  const bindings = { ...split.symbols, B: split.rowCount };
  const targets = new Map([...split.targets].map(([head, truth]) => [targetField(head), truth]));
  const inputs = new Map<string, Tensor>();
  for (const { op, attributes } of loss.nodes) {
    if (op.name !== 'input') continue;
    const { name, shape } = attributes as { readonly name: string; readonly shape: readonly (number | string)[] };
    const values = outputs.get(name) ?? targets.get(name) ?? constants.get(name);
    if (values === undefined) throw new Error(`the loss reads ${name}, which nobody gives (a bug of emoc)`);
    inputs.set(name, tensor(resolveShape(shape, bindings), values instanceof Float32Array ? Float64Array.from(values) : values));
  }
  return Object.fromEntries([...evaluate(loss, { inputs, bindings })].map(([name, { data }]) => [name, data[0] as number]));
}
