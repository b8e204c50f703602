import type { Builder } from '../../graph/builder.ts';
import type { Value } from '../../graph/graph.ts';
import { fill } from '../../ops/fill.ts';

/** A scalar constant. */
export const number = (g: Builder, value: number): Value => g.call(fill, [], { value, shape: [] });
