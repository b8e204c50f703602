import { defineReader } from '../define-reader.ts';
import { text } from '../schema.ts';
import { encoding, header, path } from './_parameters.ts';

/** Comma-separated values as RFC 4180 has them. */
export const csv = defineReader({
  name: 'csv',
  doc: 'Comma-separated values (RFC 4180): fields may be quoted, quotes inside are doubled, quoted fields may hold line breaks. One row a sample.',
  example: 'read csv("clips.csv")',
  columns: 'named',
  schema: {
    positional: ['path'],
    parameters: {
      path,
      header,
      separator: text('One character between fields.', { default: ',', elsewhere: ['delimiter', 'sep', 'delim'] }),
      encoding,
    },
  },
});
