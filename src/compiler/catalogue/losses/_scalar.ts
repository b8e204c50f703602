import type { Builder } from '../../graph/builder.ts';
import type { Value } from '../../graph/graph.ts';
import { fill } from '../../ops/fill.ts';
import { reduceMean } from '../../ops/reduce-mean.ts';

export const scalar = (g: Builder, value: number): Value => g.call(fill, [], { value, shape: [] });

/** Mean of all elements, a scalar. */
export const meanOf = (g: Builder, x: Value): Value => g.call(reduceMean, [x], { axes: x.shape.map((_, axis) => axis) });
