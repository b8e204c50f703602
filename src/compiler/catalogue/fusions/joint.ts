import { defineFusion } from '../define-fusion.ts';
import { noParameters } from '../schema.ts';
import { joinedVectors } from './_vectors.ts';

export const joint = defineFusion({
  name: 'joint',
  doc: 'Joins the vectors that the encoders have learnt, one after the other; the steps below learn from all of them, and everything is trained together (LF-DNN; Rana and Jha 2022, section IV-C).',
  example: 'fusion fused = joint(words, tone) { dense(64, relu) }',
  elsewhere: ['concat', 'concatenate', 'intermediate', 'joint_fusion', 'combiner'],
  schema: noParameters,
  accepts: ['vec'],
  type: (inputs) => ({
    kind: 'vec',
    width: inputs.reduce((width, input) => width + (input.kind === 'vec' ? input.width : 0), 0),
  }),
  build: (inputs, _, { g }) => joinedVectors(g, inputs),
});
