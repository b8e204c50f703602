import type { Builder } from '../../graph/builder.ts';
import { type Dimension, product } from '../../graph/dimension.ts';
import type { Value } from '../../graph/graph.ts';
import { add } from '../../ops/add.ts';
import { matMul } from '../../ops/mat-mul.ts';
import { reshape } from '../../ops/reshape.ts';
import type { Initializer } from '../../program.ts';
import { initializerNamed } from '../initializers/_lookup.ts';
import type { LoweringContext } from '../lowering.ts';

export interface AffineOptions {
  readonly width: number;
  readonly init: string;
  readonly hasBias: boolean;
  readonly l2: number;
  /** How the bias starts; 0 if left out. */
  readonly biasInit?: Initializer;
}

/** `x W + b` over the last axis: [..., D] becomes [..., width]. Further axes are laid into one, so that it is always one product of two matrices. */
export function affine(
  x: Value,
  { width, init, hasBias, l2, biasInit = { kind: 'constant', value: 0 } }: AffineOptions,
  { g, parameter }: LoweringContext,
): Value {
  const inputWidth = x.shape.at(-1) as number;
  const kernel = parameter('kernel', [inputWidth, width], initializerNamed(init, inputWidth, width), { l2 });
  const flat = asMatrix(g, x);
  const projected = g.call(matMul, [flat, kernel]);
  const result = hasBias ? g.call(add, [projected, parameter('bias', [width], biasInit)]) : projected;
  return x.shape.length === 2 ? result : g.call(reshape, [result], { shape: [...x.shape.slice(0, -1), width] });
}

/** [..., D] as [N, D]. */
export function asMatrix(g: Builder, x: Value): Value {
  if (x.shape.length === 2) return x;
  return g.call(reshape, [x], { shape: [product(x.shape.slice(0, -1)), x.shape.at(-1) as Dimension] });
}
