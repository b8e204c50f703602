import { defineReader } from '../define-reader.ts';
import { text } from '../schema.ts';

/** NumPy arrays. */
export const npy = defineReader({
  name: 'npy',
  doc: 'One NumPy array; its first axis is the rows, and it is the column 0. Arrays of Python objects are refused.',
  example: 'read npy("faces.npy")',
  columns: 'arrays',
  schema: {
    positional: ['path'],
    parameters: {
      path: text('File, relative to the data root. `{split}` in it stands for the names of `split by file`.', { isFile: true }),
    },
  },
});
