import { choice, type Parameter } from '../schema.ts';

/** For steps that divide by how far a feature spreads. */
export const constant: Parameter = choice(
  'What becomes of a feature that never changes on the training split: an error that names it, or zero.',
  ['refuse', 'zero'],
  'refuse',
);
