import { defineReader } from '../define-reader.ts';
import { encoding, header, path } from './_parameters.ts';

/** Tab-separated values. */
export const tsv = defineReader({
  name: 'tsv',
  doc: 'Tab-separated values without quoting: whatever stands between two tabs is the field, quotes included. One row a sample.',
  example: 'read tsv("train.tsv", header = false)',
  columns: 'named',
  schema: {
    positional: ['path'],
    parameters: {
      path,
      header,
      encoding,
    },
  },
});
