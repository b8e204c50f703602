import { defineReader } from '../define-reader.ts';
import { path } from './_parameters.ts';

/** NumPy arrays. */
export const npy = defineReader({
  name: 'npy',
  doc: 'One NumPy array; its first axis is the rows, and it is the column 0. Arrays of Python objects are refused.',
  example: 'read npy("faces.npy")',
  columns: 'arrays',
  schema: {
    positional: ['path'],
    parameters: {
      path,
    },
  },
});
