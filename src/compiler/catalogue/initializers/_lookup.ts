import type { Initializer } from '../../program.ts';
import type { InitializerKind } from '../define-initializer.ts';
import { choiceOf, type Parameter } from '../schema.ts';
import { initializers } from './index.generated.ts';

const byName: ReadonlyMap<string, InitializerKind> = new Map(initializers.map((initializer) => [initializer.name, initializer]));

/** The parameter `init` of a layer. */
export const initParameter = (preset: string): Parameter =>
  choiceOf('How the weights start; biases start at 0.', initializers, preset);

export function initializerNamed(name: string, fanIn: number, fanOut: number): Initializer {
  const kind = byName.get(name);
  if (kind === undefined) throw new Error(`no initialiser ${name} (a bug of emoc)`);
  return kind.make(fanIn, fanOut);
}
