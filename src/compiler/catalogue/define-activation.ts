import type { Builder } from '../graph/builder.ts';
import type { Value } from '../graph/graph.ts';
import type { CalledElsewhere } from './schema.ts';

/** An element-wise function between layers. */
export interface Activation extends CalledElsewhere {
  readonly name: string;
  readonly doc: string;
  readonly build: (g: Builder, x: Value) => Value;
}

export const defineActivation = (activation: Activation): Activation => activation;
