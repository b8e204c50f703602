import { concat } from '../../ops/concat.ts';
import { maximum } from '../../ops/maximum.ts';
import { defineFusion } from '../define-fusion.ts';
import type { LoweredValue } from '../lowering.ts';
import { noParameters } from '../schema.ts';
import { masked, maskOf } from '../steps/_mask.ts';
import type { ModalityType } from '../types.ts';
import { joinedVectors } from './_vectors.ts';

const widthOf = (type: ModalityType): number => ('width' in type ? type.width : 0);

export const early = defineFusion({
  name: 'early',
  doc: 'Joins features before anything is learnt from them: vectors one after the other, sequences step by step, which needs sequences with one clock (EF-LSTM). The encoders should end in features, as after `standardize()`.',
  example: 'fusion fused = early(words, voice) { dense(128, relu) }',
  elsewhere: ['feature_level', 'early_fusion'],
  schema: noParameters,
  accepts: ['vec', 'seq'],
  needsOneClock: true,
  type: (inputs) => {
    const [first, ...others] = inputs as readonly [ModalityType, ...ModalityType[]];
    const width = inputs.reduce((total, input) => total + widthOf(input), 0);
    if (others.some(({ kind }) => kind !== first.kind))
      return { expected: 'all vectors or all sequences', hint: 'make one vector of each sequence with `pool(mean)`' };
    return first.kind === 'seq' ? { ...first, width } : { kind: 'vec', width };
  },
  build: (inputs, _, { g }) => {
    const [first, ...others] = inputs as readonly [LoweredValue, ...LoweredValue[]];
    if (first.type.kind !== 'seq') return joinedVectors(g, inputs);
    // One recording may be a frame longer than the other: a step counts if any of them has it, and what is missing is zeros.
    const value = g.call(
      concat,
      inputs.map((input) => masked(g, input)),
      { axis: 2 },
    );
    const mask = others.reduce((joined, other) => g.call(maximum, [joined, maskOf(other)]), maskOf(first));
    return { type: { ...first.type, width: value.shape[2] as number }, value, mask };
  },
});
