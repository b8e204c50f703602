import { defineHead } from '../define-head.ts';
import { noParameters } from '../schema.ts';
import { affine } from '../steps/_dense.ts';

export const regress = defineHead({
  name: 'regress',
  doc: 'Predicts a number, without any function at the end: the prediction has the scale of the column.',
  example: 'regress(clips.valence)',
  schema: noParameters,
  target: 'number',
  width: () => 1,
  build: (input, _, __, context) => affine(input.value, { width: 1, init: 'glorot_uniform', hasBias: true, l2: 0 }, context),
});
