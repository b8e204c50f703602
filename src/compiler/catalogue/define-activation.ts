import type { Builder } from '../graph/builder.ts';
import type { Value } from '../graph/graph.ts';

/** An element-wise function between layers. */
export interface Activation {
  readonly name: string;
  readonly doc: string;
  readonly build: (g: Builder, x: Value) => Value;
}

export const defineActivation = (activation: Activation): Activation => activation;
