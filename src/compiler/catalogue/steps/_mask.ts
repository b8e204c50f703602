import type { Builder } from '../../graph/builder.ts';
import type { Value } from '../../graph/graph.ts';
import { multiply } from '../../ops/multiply.ts';
import { reshape } from '../../ops/reshape.ts';
import type { LoweredValue } from '../lowering.ts';

/** The mask of a sequence [B, T]; a sequence without one does not exist. */
export function maskOf({ mask }: LoweredValue): Value {
  if (mask === null) throw new Error('a sequence without a mask (a bug of emoc)');
  return mask;
}

/** Sets padded steps of [B, T, D] to 0, for what looks at neighbours. */
export function masked(g: Builder, sequence: LoweredValue): Value {
  const mask = maskOf(sequence);
  return g.call(multiply, [sequence.value, g.call(reshape, [mask], { shape: [...mask.shape, 1] })]);
}
