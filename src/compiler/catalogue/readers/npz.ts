import { defineReader } from '../define-reader.ts';
import { path } from './_parameters.ts';

/** NumPy arrays. */
export const npz = defineReader({
  name: 'npz',
  doc: 'A zip of NumPy arrays; each array is a column, its first axis the rows. Arrays of Python objects are refused.',
  example: 'read npz("faces.npz")',
  columns: 'arrays',
  schema: {
    positional: ['path'],
    parameters: {
      path,
    },
  },
});
