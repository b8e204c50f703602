import type { Builder } from '../../graph/builder.ts';
import type { Value } from '../../graph/graph.ts';
import type { Activation } from '../define-activation.ts';
import { choiceOf, type Parameter } from '../schema.ts';
import { activations } from './index.generated.ts';

const byName: ReadonlyMap<string, Activation> = new Map(activations.map((activation) => [activation.name, activation]));

/** The parameter `activation` of a layer; its options may stand as bare words: `dense(64, relu)`. */
export const activationParameter = (preset?: string): Parameter =>
  choiceOf('Function applied to each element of the result.', activations, preset);

export function activate(g: Builder, x: Value, name: string): Value {
  const activation = byName.get(name);
  if (activation === undefined) throw new Error(`no activation ${name} (a bug of emoc)`);
  return activation.build(g, x);
}
