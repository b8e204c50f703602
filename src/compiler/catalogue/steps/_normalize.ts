import type { Builder } from '../../graph/builder.ts';
import type { Value } from '../../graph/graph.ts';
import { add } from '../../ops/add.ts';
import { divide } from '../../ops/divide.ts';
import { fill } from '../../ops/fill.ts';
import { multiply } from '../../ops/multiply.ts';
import { reduceMean } from '../../ops/reduce-mean.ts';
import { sqrt } from '../../ops/sqrt.ts';
import { subtract } from '../../ops/subtract.ts';

/** Mean and population variance over some axes, which stay as 1. */
export function moments(g: Builder, x: Value, axes: readonly number[]): { readonly mean: Value; readonly variance: Value } {
  const mean = g.call(reduceMean, [x], { axes, keepDimensions: true });
  const centred = g.call(subtract, [x, mean]);
  return { mean, variance: g.call(reduceMean, [g.call(multiply, [centred, centred])], { axes, keepDimensions: true }) };
}

/** `(x - mean) / sqrt(variance + epsilon) * scale + shift` */
export function normalize(
  g: Builder,
  x: Value,
  { mean, variance }: { readonly mean: Value; readonly variance: Value },
  scale: Value,
  shift: Value,
  epsilon: number,
): Value {
  const deviation = g.call(sqrt, [g.call(add, [variance, g.call(fill, [], { value: epsilon, shape: [] })])]);
  const normal = g.call(divide, [g.call(subtract, [x, mean]), deviation]);
  return g.call(add, [g.call(multiply, [normal, scale]), shift]);
}
