import type { Builder } from '../../graph/builder.ts';
import { concat } from '../../ops/concat.ts';
import type { LoweredValue } from '../lowering.ts';

/** Vectors one after the other. */
export function joinedVectors(g: Builder, inputs: readonly LoweredValue[]): LoweredValue {
  const value = g.call(
    concat,
    inputs.map((input) => input.value),
    { axis: 1 },
  );
  return { type: { kind: 'vec', width: value.shape[1] as number }, value, mask: null };
}
