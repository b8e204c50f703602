import type { Initializer } from '../program.ts';
import type { CalledElsewhere } from './schema.ts';

/** How a weight starts, from the number of values that go into one result and the number of results that one value goes to. */
export interface InitializerKind extends CalledElsewhere {
  readonly name: string;
  readonly doc: string;
  readonly make: (fanIn: number, fanOut: number) => Initializer;
}

export const defineInitializer = (initializer: InitializerKind): InitializerKind => initializer;
