import type { Builder } from '../graph/builder.ts';
import type { Value } from '../graph/graph.ts';
import { constant } from './constant.ts';

/** A number as a value of rank 0; it broadcasts against anything. */
export const scalar = (g: Builder, value: number): Value => g.call(constant, [], { values: [value] });
