import { concat } from '../../ops/concat.ts';
import { defineFusion } from '../define-fusion.ts';
import { noParameters } from '../schema.ts';
import type { ModalityType } from '../types.ts';

const widthOf = (type: ModalityType): number => ('width' in type ? type.width : 0);

export const early = defineFusion({
  name: 'early',
  doc: 'Joins features before anything is learnt from them: vectors one after the other, sequences step by step, which needs sequences with one clock (EF-LSTM). The encoders should end in features, as after `standardize()`.',
  example: 'fusion fused = early(words, voice) { dense(128, relu) }',
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
    const [first] = inputs as readonly [(typeof inputs)[0]];
    const axis = first.type.kind === 'seq' ? 2 : 1;
    const value = g.call(
      concat,
      inputs.map((input) => input.value),
      { axis },
    );
    const width = value.shape[axis] as number;
    return first.type.kind === 'seq'
      ? { type: { ...first.type, width }, value, mask: first.mask }
      : { type: { kind: 'vec', width }, value, mask: null };
  },
});
